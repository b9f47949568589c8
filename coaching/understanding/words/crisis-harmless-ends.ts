/**
 * What ends and is no life: a job, a flat, a number, a guild, with its goodbyes and last messages; and what "this" is,
 * where it is named right away. Blotted out like `crisis-harmless.ts`, and written like it.
 */
const PLACE =
  "(?:job|company|firm|office|team|department|shop|kitchen|school|class|course|degree|industry|trade|career|profession|project|industry|flat|house|city|town|gym|club|guild|clan|choir|band|league)";

/** What wears people out and can be given up; never a person, a body or a life. */
const SMALL =
  "(?:retail|overtime|commute|commuting|job|work|shifts?|night shifts?|nights|rota|course|degree|module|thesis|diet|gym|" +
  "traffic|customers|on calls?|meetings?|project|data entry|call cent(?:re|er)|(?:house|flat|job) hunting|dating apps?|" +
  "disney|netflix|spotify|prime|subscription|contract|trial|membership|homework|revision|spreadsheets?|keto|dry january)";

/** "Work and everything else" is more than work. */
const ONLY_THAT = "(?! (?:\\w+ ){0,2}(?:and|or|life|living|everything|all of it)\\b)";

/** A leaver who goes on says what comes next; somebody who does not is no leaver. */
const LEAVER =
  "(?! (?:\\w+ ){0,14}(?:tonight i|after (?:tonight|this|today)|end it|no more|no me|wont be|not be|forever|for good|forgive|pills|sorry for|everything|nothing left|dont need|wont need)\\b)";

export const HARMLESS_ENDS: readonly string[] = [
  // What "this" is.
  `(?:this|it)(?: anymore| any longer| like this)? (?:meaning|by which i mean|i mean|as in|namely) (?:the |my |this |all this )?${SMALL}${ONLY_THAT}`,
  `(?:this|it)(?: anymore| any longer| like this)? (?:the|my) ${SMALL} i mean`,
  "(?:cant|cannot) (?:go on|carry on|keep going|continue)(?: like this)? at work (?:so|and) i (?:asked|told|applied|booked|spoke|talked|requested|handed in my notice)",
  `(?:cant|dont|couldnt|no longer) (?:really )?see (?:a |any |my |much )?future (?:for myself |for me )?(?:in|at|with) (?:this|that|the|my|his|her) (?:\\w+ )?${PLACE}`,
  `point (?:in |of )?(?:going on|carrying on|continuing) with (?:this|that|the|my) (?:\\w+ )?(?:${PLACE}|${SMALL}|app|form|claim|plan|game|book|series|argument|conversation)`,
  `not be (?:here )?anymore in (?:this|the|my|that) ${PLACE}`,
  "(?:im |am )?(?:so )?done with (?:this|that|the|my) (?:meal kit|box|app|gym|subscription|plan|trial|contract)(?: \\w+){0,6} (?:out of my life|end it)",
  // Goodbyes of a leaver.
  `(?:said|say|saying|says) (?:my |our |the |all my )?goodbyes? (?:at|in|to) (?:the |my |our )?(?:old )?(?:office|ward|shop|gym|gym membership|desk|allotment|commute|reception|pub quiz team)${LEAVER}`,
  `last day (?:at (?:work|the (?:office|shop|job|school)|my (?:job|work))|in the (?:office|job)|of (?:school|term|work))(?: \\w+){0,3} (?:said|saying) goodbye to (?:everyone|everybody|them all|all of them|the team)${LEAVER}`,
  `(?:wrote|written|writing|sent) (?:my |the |some )?(?:goodbye|farewell) (?:letters?|notes?|cards?|emails?) to (?:my |the |our |all my )?(?:colleagues|coworkers|team|students|pupils|class|clients|regulars|office)(?= (?:\\w+ ){0,6}(?:last day|new (?:job|place|role|school)|leaving (?:do|party|drinks)|retir\\w+|transfer\\w*|redundan\\w+)\\b)${LEAVER}`,
  `(?:guild|clan|server|club|choir|band|league|shop|pub|studio) (?:\\w+ ){0,3}(?:go|shut|shuts|closed|closes|closing|folded|disband\\w*|ended|ends)(?: \\w+){0,12} (?:said|saying) (?:our |my |a |one )?(?:last )?goodbyes?${LEAVER}`,
  `had to say goodbye to (?:our|my|the) (?:\\w+ )?(?:mare|horse|pony|dog|cat|hamster|rabbit|car|van|sofa|laptop|house|garden)(?= (?:\\w+ ){0,10}(?:vet|gentle|field|basket|scrap\\w*|garage)\\b)${LEAVER}`,
  // Last messages of a number, a telephone, a tool of an employer.
  `last (?:message|entry|check in|text|post) (?:here |on here |to you )?(?:from|on|with) (?:this|my|the) (?:old |work )?(?:number|phone|account|laptop|sim|tablet|device|address)${LEAVER}`,
  `last (?:message|entry|check in|text|post) (?:here |on here )?(?:as |because |since )?(?:the|my|our) (?:company|firm|employer|school|boss|contract|team) (?:is|are|has|have|gives?|switch\\w*|mov\\w*|ends?|runs? out|chang\\w*)${LEAVER}`,
  // Gone to another town.
  "(?:when|once|while|after) im gone(?= (?:\\w+ ){0,14}(?:taking over the (?:lease|tenancy|contract|rent)|while im (?:in|at|on|away|abroad)|until im back|till im back)\\b)",
  "nobody (?:at|in) (?:work|the office|school|uni|class) (?:would|will|d) (?:even )?(?:notice|care|mind) if i (?:stayed (?:at )?home|went home|left early|worked from|wore|skipped|called in|came in late|was late)",
  "(?:still )?(?:names|named|lists|listed|has|had) my ex(?: \\w+){0,9} if i (?:die|died|ever die)",
];

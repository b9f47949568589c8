/**
 * The clearest alarm words of other languages, since people fall back to their mother tongue in distress. Only the
 * most unmistakable ones: the rest of the parser reads English. Without accents, as `plainWords` leaves them.
 */
const SPANISH: readonly string[] = [
  "(?:me )?quiero (?:morir|morirme|matarme|matar|suicid\\w*|estar muert[oa]|desaparecer para siempre)(?! (?:de (?:la )?(?:risa|hambre|verguenza|amor|calor|sueno|ganas|frio|sed)|el tiempo|\\w+ tiempo)\\b)",
  "(?:me )?(?:voy a|quisiera|pienso en|pensando en|ganas de|planeo) (?:matarme|suicid\\w*|morirme|morir|quitarme la vida)(?! (?:de (?:la )?(?:risa|hambre|verguenza|amor|calor|sueno|frio|sed)|en el gym)\\b)",
  "no quiero (?:seguir )?(?:vivir|viviendo|estar viv[oa])(?: (?:mas|asi))?(?! (?:en|con|aqui|sin)\\b)",
  "quitarme la vida|acabar con mi vida|terminar con mi vida|no vale la pena vivir",
  "mi (?:marido|esposo|novio|pareja|ex|papa|padre) me (?:pega|golpea|viola|quiere matar|va a matar)",
];
const GERMAN: readonly string[] = [
  "(?:will|mochte|moechte|mag) (?:\\w+ ){0,2}nicht (?:mehr )?(?:weiter ?leben|am leben sein)",
  "(?:will|mochte|moechte|kann|mag) (?:\\w+ ){0,2}nicht (?:mehr|langer|laenger) (?:leben|da sein|hier sein|aufwachen|weiterleben)",
  "(?:will|mochte|moechte|werde) (?:\\w+ ){0,2}(?:sterben|tot sein|mich (?:umbringen|toten|toeten|erhangen|erschiessen)|mir das leben nehmen|mir was antun)",
  "(?:bring|bringe) mich (?:\\w+ )?um|mich (?:selbst )?(?:umbringen|umzubringen|toten|toeten)|mir das leben nehmen|lebensmude|lebensmuede",
  "(?:selbstmord|suizid|selbstmordgedanken|suizidgedanken|suizidal)",
  "(?:ritze|verletze|schneide) mich (?:selbst|wieder)|(?:mann|freund|ex|vater|er) (?:schlagt|schlaegt|bedroht|wurgt) mich",
];
const FRENCH: readonly string[] = [
  "(?:veux|voudrais|vais|envie de|envie d|pense a) (?:juste )?(?:mourir|crever|me tuer|me suicid\\w*|me foutre en lair)(?! de (?:rire|faim|honte|soif|chaud|froid)\\b)",
  "(?:ne )?veux plus (?:vivre|etre en vie|exister|etre la)(?! (?:a|avec|ici|en|chez|dans)\\b)",
  "(?:veux|vais|envie d|envie den|pour) ?(?:en )?finir avec (?:la vie|ma vie|tout)|envie den finir|mettre fin a (?:mes jours|ma vie)|me suicider",
  "(?:mari|copain|conjoint|pere|ex|il) (?:me (?:frappe|bat|tape|viole)|veut me tuer|menace de me tuer)",
];
const PORTUGUESE: readonly string[] = [
  "(?:quero|queria|vou|vontade de|penso em|pensando em) (?:me )?(?:morrer|matar|suicid\\w*|morrer logo)(?: me)?(?! (?:de (?:rir|fome|vergonha|sede|amor|frio|calor)|a (?:fome|sede|saudade)|aula|o tempo)\\b)",
  "nao (?:quero|aguento) (?:mais )?(?:viver|estar vivo|estar viva|existir)(?! (?:em|com|aqui|sem|na|no)\\b)",
  "(?:tirar|acabar com|por fim a|dar fim a) (?:a )?minha (?:propria )?vida|me mutil\\w+",
  "(?:meu )?(?:marido|namorado|pai|ex|companheiro) (?:me bate|me bateu|me agride|quer me matar)",
];
const ITALIAN: readonly string[] = [
  "(?:voglio|vorrei|sto per|penso di|voglia di) (?:morire|essere mort[oa]|uccidermi|ammazzarmi|suicid\\w*|farla finita|togliermi la vita)(?! (?:di (?:fame|ridere|sonno|caldo|freddo|vergogna)|dal ridere)\\b)",
  "(?:mi voglio|mi vorrei) (?:uccidere|ammazzare|suicid\\w*)|farla finita(?! con (?:il|la|lo|questo|questa|i|le)\\b)|togliermi la vita",
  "non (?:voglio|ce la faccio) (?:piu )?(?:a )?(?:vivere|esistere|essere viv[oa])(?! (?:a|con|qui|in|cosi lontano)\\b)",
  "(?:marito|ragazzo|compagno|padre|ex|lui) mi (?:picchia|mena|minaccia|vuole uccidere)",
];
const DUTCH: readonly string[] = [
  "ik wil (?:\\w+ ){0,2}(?:dood(?:gaan)?|sterven|niet meer (?:leven|bestaan|wakker worden|hier zijn)|er niet meer zijn|mezelf (?:doden|ophangen|van kant maken|iets aandoen))(?! (?:moe|van het lachen|in)\\b)",
  "zelfmoord\\w*|zelfdoding|suicidaal|(?:eind|einde) aan mijn leven|mezelf van kant|snij (?:ik )?mezelf|(?:man|vriend|ex|vader|hij) (?:slaat|bedreigt|wurgt) me",
];
const HINDI: readonly string[] = [
  "(?:mujhe|muje|mujhko|main|mai|mein|me) (?:\\w+ ){0,2}(?:marna|mar jana|mar jaana|marne ka|mar jau|mar jaun|jeena nahi\\w*|jina nahi\\w*)",
  "(?:marna|mar jana|mar jaana) (?:hai|chaht[aei]|chahat[aei])",
  "(?:jeena|jina|jeene|jine) (?:ka |ki )?(?:\\w+ )?(?:nahi|nahin|nai) (?:hai|chaht[aei]|chahat[aei]|karta|raha)(?! (?:\\w+ )?(?:mein|me) )",
  "khud ?kh?ushi|khud ?kushi|a?atma ?hat[hy]+a|aatmhatya|suicide kar\\w*|apni jaan (?:le|de|lena|dena)|jaan de (?:du|dun|dunga|dungi)|khatam kar (?:lu|lun|lunga|lungi|dunga|dungi) khud ko",
  "(?:pati|husband|papa|wo|woh|sasural) (?:\\w+ ){0,2}mujhe (?:maarta|marta|maarte|marte|peetta|pitta)",
];

export const TONGUES: readonly string[] = [
  ...SPANISH,
  ...GERMAN,
  ...FRENCH,
  ...PORTUGUESE,
  ...ITALIAN,
  ...DUTCH,
  ...HINDI,
];

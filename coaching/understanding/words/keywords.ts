/** Words the rules look for, beside those of the other tables: a slip in one of them is put right. */
export const KEYWORDS =
  "monday tuesday wednesday thursday friday saturday sunday " +
  "january february august september october november december " +
  ("really pretty little great awful yesterday tomorrow tonight morning afternoon evening " +
    "weekend weekends weekday weekdays fortnight quarter ") +
  ("months monthly weekly yearly annual annually average averages between since before compare " +
    "compares comparing compared versus previous ") +
  ("spending spendings expense expenses expenditure spends transaction transactions purchase " +
    "purchases payment payments ") +
  ("merchant merchants category categories breakdown largest biggest highest smallest percent " +
    "percentage proportion ") +
  "subscription subscriptions subscribe subscribed recurring renewal renews renewing cancel cancelled unused " +
  ("discretionary essential necessary necessity impulse budget budgets remaining afford " +
    "affordable forecast projected ") +
  "predict prediction allowance overspend overspending summary summarise summarize overview recap report " +
  "feeling feelings feels energy balance score scores streak trending trend " +
  "sleeping bedtime resting heart steps workout workouts exercise " +
  "because anymore thanks please remind reminder reminders notification notifications messages currency " +
  "setting settings schedule payday account discretion should correct change mistake delete remove " +
  "different another together usually normally without through should would could " +
  "increase decrease increased decreased cheaper expensive income salary refund refunded received " +
  ("affect affects affected influence connection correlation correlate correlated relation " +
    "relationship related linked ") +
  "whenever everytime dollars pounds euros cents hundred thousand twenty thirty fourteen fifteen eighteen " +
  "headphones keyboard jacket trousers sweater jumper dress perfume necklace trainers birthday";

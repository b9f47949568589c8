/**
 * English words within reach of a known word's spelling ("treat" beside "great"): they are meant as they stand.
 *
 * Made by asking `nearestKnown` for every word of a general English word list; make it anew when the tables grow.
 */
export const LOOK_ALIKES =
  "accounts acidity activate actively actives activism activist activists actually aerates afflicted " +
  "affords afternoons airfares airports albeit alcohols alert alight alliance allowable allowances " +
  "alloying amazons anneal annexing annoyingly annuals annul anther aright atrociously audibles audibly " +
  "avenges averaged avocation baker bakers balanced balances baring bashed batter batteries batting " +
  "baying beater beating bedtimes befriend belting benches besting bestir betted betters bettor " +
  "birthdays bitter blanches blenches blesses blushed boding boning booing bother bounces bowing boxing " +
  "boyfriends branch branched branches breaches breakdowns breakfasted breakups breeches brilliance " +
  "brilliancy brilliantly brilliants bring britches broaches broker bronchos bronchus brooches brothel " +
  "brothers brunched brushed brushes budge budged budges bugger buggers bummer bumped bunch bunched " +
  "bunches buoying burgher burghers buried burner burners burnous burnouts burped burred burying bused " +
  "bushel bushes busied busing bussed busted busying butches butter butting caller calmed camps " +
  "canceled cancels cancer cancers cankered cappuccinos captivity catcalled categorise categorised " +
  "categorises categorize categorized categorizes ceasing censused champs chance chancel changed " +
  "changes channelled charge charily cheapen cheater cheating checkered cheerfully chevrons chidden " +
  "chiller chipped chippers chocolates choice choicest chokes chopper chords chore chorus cigarets cigarette cinemas " +
  "clamps clanging clanking clarity clashes clashing classed clauses clawing cleanings cleansing " +
  "clearing clearings cleaving clerking clewing clipper cloaking cloches clocking clogging clomping " +
  "cloning clopping closing clothe clothed clothier cloths clotting clouding clouting clowning cloying " +
  "clutching coarse coffer coffers coincident collage collages collared collaring collection colleges " +
  "combated combating commented commenting committing commune communing commuted commuter commutes " +
  "compacted compacting compacts companies compass compassed compasses compassing competed competes " +
  "competing compiled compiles compiling complied complies complying comported comporting comports " +
  "composed composes composing compotes compress compute computed computes computing comrades concealed " +
  "conceals concedes conceit conceited conceits concept conception concepts concern concerns concerted " +
  "concerti concerto concertos concoction concocts concurs condensed condiment conduced conduction " +
  "confection confections confers confessed confidant confidante confidants confide confided confidence " +
  "confidently confides confiding confined confluent confuse confusedly confuser confusers confuses " +
  "confute confuted confutes confuting congested congestion congests conjured connected connecting " +
  "connections connective connector connects connexion consent consented consents consorts consumed " +
  "contacted contend contended contender contentedly contention contents contest contested contests " +
  "context contexts continent continued contorted contorts contuse contused contuses convection " +
  "convened convent convention convents convert converted converts conviction convulsed cookers " +
  "coopered coopering cores corrected correction corrects correlates correlating correlations " +
  "correlative corrugate corrugated corrugation cosmetic coursed courser coverts cracked cracker " +
  "crackers crackled cramp crams craning crank cranks cranny craps crashed cratered creaking creaming " +
  "creasing creating crimps crushes crusted cryings current currently currents curry curse curses " +
  "damnation damning darning daughters dawning deadlier deadliest deadliness dealing dealings decant " +
  "decathlons decease deceased deceases deceit deceiver decline declines decreases decreasing decreed " +
  "decrees dedication deduction defining delegated deleted deletes delight delights delimited delinted " +
  "deliver delivered deliverer deliverers delivering delivers dentists deplete depress depressant " +
  "depresses depressingly depressions depressive derailing descent destructed detaining detonation " +
  "detonations detracted devastate devastates diabolic diabolically dicing differed difference " +
  "differently differing difficulty diffident digressed digressing digression diking dilation diner " +
  "diners dinging dinker dinned dinning disappoint disappointingly disappoints disastrously disgraced " +
  "distract distracts distrusted diving divining docent doctors dollar domination doming dominoes " +
  "donating donut doughier doughtier drafting dragging drainer draping draughted draughtier drawing " +
  "drawling dreadfully dressed dressing drifting drilling drinkings dripping drive drivel driver drives " +
  "driving droning drowning drunks dueling dulling dunking dunner duration easing eclectic editing " +
  "educating educational educations educator eighteens eighteenth eighties elate elates elating " +
  "electrical electrician electrify electron electronica electrons elevens eliciting embarrass " +
  "embarrasses empress emulation energies energize energizer energizers energizes entertainments " +
  "equation essentially euphoria evenings evocation exacting exalting excelled excellence excellently " +
  "excelling excepting excesses excessive excised excising excite excitements excites excitingly " +
  "excrement excreting excusing executing exercises exerting exhalation exhaust exhaustive exhausts " +
  "exiling existing exited exiting exorcise exorcised exorcises exorcising exorcism exorcist exorcize " +
  "exorcized exorcizing expanse expanses expansive expended expenditures expends expensively expertise " +
  "expiating expiring explosive exposes expresses expressive expunges extensive extra exulting fabulously " +
  "failings fanatic farther fathers fatigues fatness fatter fatuous feather feeding feedings feelingly " +
  "felines felling fidget fidgets fiend fiends fifteens fight fights filings fillings finagles finales " +
  "finance financed financially financier financiers financing fizzled flighty focuses focusses " +
  "forecasted forecaster forecastle forecasts foremast foremasts foremost foresight foretaste " +
  "forthright fortnightly fortnights fourteens fourteenth frazzle frazzles fright frighted frighten " +
  "frightens frights frizzed frizzle frizzled frizzles frustrate frustrates frustrations fueling " +
  "gabbing gabbling gaging galling gamboling gambolling gamin gamine gamins gangling gaoling gaping " +
  "garbing garbling gardenia gardenias gardens gargling garnering gating gazing girlfriends gladdening " +
  "gloom glutted gobbling goggle googled googles graceful grandmas grandpa gratefully greening grocer " +
  "grocers grumbling gusted gutter gutting habit hairiness hairnets haling handiness hangovers hapless " +
  "happiest hardiness hastiness hating hauling haziness headaches heading headphone headstones healing " +
  "healthy heaping hearing heartache hearth heath heaving hefting hiding hieing hiring hiving hobbits " +
  "hobbles holidayed homeless homeward hopefuls hopelessly hornless horribly horridly hospitable " +
  "hospitably hospitals hostels householder households hovels hubbies hundreds hungrier husbands " +
  "imitated impassive impulsed impulses impulsing impulsion impulsively incense incensed incomes " +
  "increases incredibly inedible inference influenced influences influenza inquired insider insides " +
  "insignia insomniac insomniacs inspire inspires instance insurances insured insurgence intends " +
  "interact intercept interest interject interment internal interne interned internee internees " +
  "internes internist internment interns interpret interred intersect intranet irrigate irrigated " +
  "irrigates irritably irritate irritates issuance jacked jackets jealousy jitters jumped jumpers " +
  "jumpier keyboarded keyboarder keyboards keyword kindled kindles kindly knacker kroner larges largess " +
  "lathes latter launches lectured lecturer lectures legged levees levers licked liked lilting lined " +
  "linker linted linting listing littler liveliness lively lofting logged loneliest loveliness " +
  "lowliness lugged lunched lurches luxuriates luxurious lynches makeups manage managed managers " +
  "manages mange manged mangers mangier mangler manner marvellously marvelously marvels massage " +
  "massaged massages meanings meccas meddle meddling medial mediation medicals medicate medicating " +
  "medications medicinal medicines meditation meditations mediums melting menages mesdames message " +
  "meting metrication middles migraines migrant migrate migrating milling minding mingling misdoing " +
  "miserably mistaken mistakes mitigated mitigation moaning mobiles modding modeling monger monies " +
  "montage mooing mooning moping moraine mornings mortgaged mortgagee mortgagees mortgager mortgagers " +
  "mortgages mortgagor mothers moths motile motivate motivates motivating motivational motivations " +
  "motivator mourning mouths moves mowing muddle muddling muddying mutilated mutilation nation nauseam " +
  "necessaries necessarily necessitates necklaces neckline nerve nerved neural neutrals nighty " +
  "nonmember normalcy normality notions numbers numbest offering officer offices onetime optimist " +
  "optimists orderings outdoing outfitted outfitter outgoing outings outsider outsides outsize overbite " +
  "overcame overcome overdrew overgrew overlie overlies overload overloads overlooked override overripe " +
  "overseen oversize overspends overspent overspread overspreading overtake overtimes overtone overture " +
  "overviews overwhelm overwhelmingly overwhelms packing palates palsying pancaking panting papal " +
  "parading parching parent parentage paring parlaying parleying parodying paroling parring parrying " +
  "parsing partaking parting partings partners passed pasting patents patients patrol patron patting " +
  "pavements peacefully peach peasant peasants pease percentages percentile percents perfects perfumed " +
  "perfumes periods perking persona personable personae personage personally personals personnel " +
  "persons petrel petty pheasant pheasants phenomena phenomenally phenomenon piazzas picking picnicking " +
  "pigments pimped pirates pisses pitying plane planed planes planets plant plantation plateful plates " +
  "pleas pleasanter pleasantly pleasantry pleased pleases pleasing pleasure plumped ponds poohed pooled " +
  "popped porting positing position positively positives pound praying preachy precepts precious " +
  "predication predicting predictions predictive predictor predicts predilection prefect prefects " +
  "preheats premiums presence presences presented presenter presently preset presets presidents " +
  "pressured pressures pressurize presume pretends pretexts prevent prevents previews previously " +
  "preying pricking primary proactive production productively project projector projects promotion " +
  "proportional proportioned proportions proposition prosecuted prospected protected protective " +
  "protested pubic pulped pumper punitive pupped purchased purchaser purchasers puttying qualify " +
  "quarters quartet racing ragging raining raking rally ranging raping raring rating raving razing " +
  "reaction reading realty reaming reaping rearing rebated rebating rebind rebounded receded receding " +
  "receipted receive receiver receivers receives recessed recharge recharges recited reckless reclined " +
  "reclining recoiled recording recurrent redounded redressed reefing reeking reeling reeving referring " +
  "refined refiner refiners refining reforested refraining refresh refresher refreshers refreshes " +
  "refueled refunds refused refuted regaining regaling regally regressed regulation reindeer reindeers " +
  "reining rejoinder rejoinders rejoining relapsing relate relates relating relational relations " +
  "relationships relative relaxant relaxation relaxes relayed relaying releasing relegation relied " +
  "reliefs relies relieve relieves religion relished relived relives reliving reloading relocation " +
  "relying remainder remainders remaking remand remanded remanding remarking reminded reminding reminds " +
  "remote removed remover removes renaming rendering renders rending reneging renew renewals rented " +
  "renting reoccurring repainting repairing repaying replacing replaying repletion reports repressed " +
  "reprieved requiring resales reserved resort resounded restlessly retailing retaining retaking retort " +
  "retraining retrieved returning revelation reveling revering reviewed reviewing revived rewind " +
  "rootless rotation rounded rubbishy ruining rusted rusting rustlers rustles sacked sacks sacred " +
  "sadden saltest sander sanding sandwiched sapping sappy sassing satisfies saying scaled scaliest " +
  "scamming scare scares scarfed scarred scathing scattered scenting scheduled scheduler schedulers " +
  "schedules schools scones scooping scopes scoping scored scorer scorers scorns scourging screaming " +
  "screens scudding scumming sealers seaming seared seating seeding seedless seeings seekers seeking " +
  "seeming seeping sending sends sensing serener serializing servings settling sexting shacks shades " +
  "shafts shakers shakes shames shamming shapes shaping shards shared sharks sharping sharps shatter " +
  "shatters shaves shearers shedding sheering sheeting sheets sheltered shifty shimming shimmying " +
  "shipping shires shirts shits shlepping shoaling shocking shoeing shooing shooting shores shoring " +
  "shorting shorts shouting shoving showed showing shucked shushing shuttered sicked sifter sifts " +
  "sincere sipping sisters sitter sitting sittings skimming skimping skipping skittered slacks slamming " +
  "slapping slashing slathered slaying sledding sledging sleeking sleekness sleepers sleepier sleepiest " +
  "sleepily sleepiness sleeps sleeting sleets sleety sleeveless slewing slimming slipping sloping " +
  "slopping sloshing slowed slugging slumming slumping slurping slurring smacking smacks smaller " +
  "smallish smallness smartest smarting smelliest smoke smoked smoker smokers smudging snapping snared " +
  "snares snarks sneaked sneaker sneakier sneering sneezing snickers snipping snippy snooping snored " +
  "snores snorts soaping soared socials socked sopping sores sorts sounding soundings souping souse " +
  "sowed spading spamming spanking spankings spanning spared spares spattered spaying speaker speakers " +
  "speaking spearing speccing specialising specializing specking speeding speeds spelling spellings " +
  "spender spewing spindling spinning splashing splattered splurged splurges spokes sponging spores " +
  "sporty spots spouses spouts spreading spurning spurring spurting spurts sputtered squashing stablest " +
  "stacks staging staked staking stalest staling stamped standing standings stared stares staring " +
  "stashing stating staving steadying steak stealing steamers steaming steeling steeping steeples " +
  "steepness steering stemming stepping stillest stocked stoke stoker stokes stoles stomachs stomping " +
  "stoned stones stooping stopping stored storey storeys stories storks storms stoves stowed strafing " +
  "strata strawing straying streaked streaking streaks streaky stream streamed streamline stresses " +
  "strewed strewing strews strings stroked stropping strumming stubbing studding stuffing stumping " +
  "stunning stunting stuttered stymying submarine subscriber subscribers subscribes subscript subspace " +
  "substance subways sucker suckled sulked sullies summaries summarily summarised summarises summarized " +
  "summarizes summery summing sundae sundry super supers supping suppler supplest supplied supplier " +
  "suppliers supposes surging surplices suspending swamping swapped swapping swarming swashing swathing " +
  "swattered swaying swearer swearers sweaters sweatier sweats sweeping sweepings sweeps sweet sweeter " +
  "swellest swelter swifts swigging swilling swinging swiping swirling swishing swooping swopping " +
  "tailing tainting takeoffs tankful tankfuls tanks tanners tanning targets teats tender tending " +
  "tensing tensions tenting terribly terrified terrifies terrify thank thankfully theses thicket " +
  "thickets thinks thirsty thorough though thousands thousandth thralled threading threat threats " +
  "thriller thrillers thrills thrived throats throaty thunks ticked ticker tickers tinier tinker " +
  "tiredest tireless tobaccos toddle toddled toddlers toddles tomorrows tracer tracers tracing trackers " +
  "tracking trade traded traders trades trading traffics trailer trailers trailing trails trained " +
  "trainee trainees trainer traipsing traitors traits trammeling trammelling tramming tramping " +
  "trampling trans transacting transform transformation transition transitions transits translation " +
  "translations transmit transpiration transpire transported transporter transports transpose trappers " +
  "trapping trashing travailing travelings travellings travelog travels traversing trawlers trawling " +
  "treading treadling treads treas treating treaty trebling treeing trekking trenching trendier " +
  "trendies trialed trialled trifled trilled tripled trolled troopers trotters trough trouper troupers " +
  "troupes trouser troweling trowelling trundling trunking twilled twining universality unmitigated " +
  "upbeats utilises utilizes vacating vacationed vacationer vacations valuation vamping variation " +
  "vented verses vexation viability videotapes vocation vocations waitress waking waling walkouts " +
  "walling wanking warring watched weakens weakly wearying weathers weekended welched wends whatsoever " +
  "wheeler wherever whitener whoever whomever witched wonderfully worded wording workaday workdays " +
  "worker workings workloads wormed worming worrier worriers worryings worsting wreaked wreathed " +
  "wrecker wrenched wrenches wretcheder wretchedly wretches writhed yawing yesterdays zoned";

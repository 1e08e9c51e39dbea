package extract

import "testing"

// misreadings are wrong accusations by kind, each with what the sentence must not
// be read as and, where it states something, what it must.
var misreadings = []linkCase{
	{
		name: "who clears somebody planned nothing",
		text: "Gunmen attacked a mosque in Erbil in 2020. An anonymous witness had cleared Omar Sadiq of any involvement in planning the attack.",
		bar:  []string{"* PLANNED *", "anonymous witness CARRIED_OUT *", "anonymous witness SUSPECTED_IN *"},
	},
	{
		name: "a term of office is not attacked with arms",
		text: "Ana Costa is attacking her second term with a recipe for reform.",
		bar:  []string{"* CARRIED_OUT *"},
	},
	{
		name: "a plan is attacked in words",
		text: "The opposition attacked the government's plan to cut pensions. Karim Haddad attacked the decision and the reform in parliament.",
		bar:  []string{"* CARRIED_OUT *", "* TARGETED *"},
	},
	{
		name: "what came in the aftermath was not the attack",
		text: "Ten people died in the attacks in Erbil on May 2, 2020. The measures were launched in the aftermath of the attacks in Erbil by President Karim Haddad.",
		bar:  []string{"Karim Haddad CARRIED_OUT Erbil attacks, 2020"},
	},
	{
		name: "responsibility for negligence is no attack",
		text: "A blast at a base in Lisbon killed nine people. An inquiry found that President Ana Costa bore serious responsibility for the blast through negligence.",
		bar:  []string{"Ana Costa CARRIED_OUT *", "Portugal CARRIED_OUT *"},
	},
	{
		name: "bearing no responsibility is denied",
		text: "Gunmen attacked a mosque in Erbil in 2020. Investigators confirmed that the Nusra Front bears no responsibility whatsoever for the attack in Erbil.",
		bar:  []string{"Nusra Front CARRIED_OUT Erbil mosque attack, 2020 (asserted)", "Nusra Front SUSPECTED_IN Erbil mosque attack, 2020 (asserted)"},
	},
	{
		name: "an if-clause accuses nobody",
		text: "Gunmen attacked a mosque in Erbil in 2020. If the attack was committed by the Nusra Front, the talks will end.",
		bar:  []string{"Nusra Front CARRIED_OUT Erbil mosque attack, 2020 (asserted)"},
	},
	{
		name: "alleged attackers are alleged to have done it",
		text: "Karim Haddad was killed by alleged guerrillas in Erbil.",
		bar:  []string{"alleged guerrillas CARRIED_OUT Karim Haddad killing (asserted)"},
	},
	{
		name: "who accuses others of being responsible did nothing",
		text: "Gunmen attacked a mosque in Erbil in 2020. Karim Haddad accused the Nusra Front of being directly responsible for the attack.",
		want: []string{"Nusra Front SUSPECTED_IN Erbil mosque attack, 2020"},
		bar:  []string{"Karim Haddad CARRIED_OUT *", "Karim Haddad SUSPECTED_IN *"},
	},
	{
		name: "a convicted recruiter of a group is not the group",
		text: "Karim Haddad, a convicted ISIS recruiter, led the protest in Lagos.",
		bar:  []string{"* CONVICTED Islamic State", "* CONVICTED ISIS"},
	},
	{
		name: "who demands the release of detained people arrested nobody",
		text: "The rebels request the immediate release of union leaders and detained political prisoners.",
		bar:  []string{"rebels CARRIED_OUT *"},
	},
	{
		name: "patients are not arrested",
		text: "Ninety people were detained in hospital after the explosion in Erbil.",
		bar:  []string{"* ARRESTED *"},
	},
	{
		name: "territory is not arrested",
		text: "Kurdish fighters captured the last territory of ISIS in March 2019.",
		bar:  []string{"* ARRESTED *"},
	},
	{
		name: "a Libyan is not Libya",
		text: "Neighbours of the Libyan who carried out the bombing in Lagos spoke of a quiet man.",
		bar:  []string{"Libya CARRIED_OUT *"},
	},
	{
		name: "no modality is lost under an accusation",
		text: "The Afghan government accuses Pakistan's Inter-Services Intelligence agency (ISI) of supporting the Taliban.",
		want: []string{"Inter-Services Intelligence SUPPORTS Taliban (alleged)"},
		bar:  []string{"Inter-Services Intelligence SUPPORTS Taliban (asserted)", "ISI SUPPORTS Taliban (asserted)"},
	},
	{
		name: "a headline without full stop is no part of the first sentence",
		text: "Belgian police arrest two brothers suspected of plotting attack\nBelgian police have arrested two men in the city of Liege after raids on nine houses there.",
		bar:  []string{"two brothers CARRIED_OUT *"},
	},
	{
		name: "convicted of the murder of another",
		text: "In 1991, Omar Sadiq was convicted of Karim Haddad's murder and sentenced to death.",
		want: []string{"* CONVICTED Omar Sadiq"},
		bar:  []string{"* CONVICTED Karim Haddad", "Karim Haddad SUSPECTED_IN *", "* KILLED Omar Sadiq"},
	},
	{
		name: "a shot that hits is no death",
		text: "A man burst into the room, killed the guard and shot Rosa Lind, who survived.",
		bar:  []string{"* KILLED Rosa Lind"},
	},
	{
		name: "an execution is no murder",
		text: "Omar Sadiq was executed in Texas on Tuesday. He was convicted of the murder of Karim Haddad in 1991.",
		bar:  []string{"Texas murder KILLED Omar Sadiq", "* CARRIED_OUT *"},
	},
	{
		name: "a match is no attack",
		text: "Real Madrid attacked from the start and defeated Arsenal. Pedro Lind struck twice, shot wide and hit the post before Arsenal fired back.",
		bar:  []string{"* CARRIED_OUT *", "* KILLED *", "* TARGETED *", "* INJURED *"},
	},
	{
		name: "who is dismissed was not shot at",
		text: "The company fired Karim Haddad and hit rivals with a lawsuit. The union's strike hit Lufthansa.",
		bar:  []string{"* KILLED *", "* TARGETED *", "Lufthansa CARRIED_OUT *"},
	},
	{
		name: "votes and deals are no violence",
		text: "Karim Haddad launched his campaign in Lagos. The crisis hit Portugal hard, and his rivals bombed in the polls.",
		bar:  []string{"* CARRIED_OUT *", "* TARGETED Portugal"},
	},
	{
		name: "a withdrawal from a race is no operation of an army",
		text: "The Front supported Omar Sadiq for president after Karim Haddad's withdrawal.",
		bar:  []string{"* CARRIED_OUT *"},
	},
	{
		name: "a referendum on joining makes no member",
		text: "In the referendum on joining the Economic and Monetary Union, Rosa Lind campaigned on the no side.",
		bar:  []string{"Rosa Lind MEMBER_OF *"},
	},
	{
		name: "supported by two, who rose",
		text: "Supported by Omar Sadiq and Karim Haddad, Rosa Lind won the prize.",
		bar:  []string{"Karim Haddad SUPPORTS Omar Sadiq", "Omar Sadiq SUPPORTS Karim Haddad"},
	},
	{
		name: "an acquittal is kept as one",
		text: "Omar Sadiq was acquitted of the bombing in Erbil on Friday.",
		want: []string{"* ACQUITTED Omar Sadiq"},
		bar:  []string{"Omar Sadiq CARRIED_OUT *", "* CONVICTED Omar Sadiq"},
	},
	{
		name: "dropped charges charge nobody",
		text: "Prosecutors dropped the charges against Omar Sadiq over the bombing in Erbil.",
		bar:  []string{"* CHARGED Omar Sadiq (asserted)", "Omar Sadiq SUSPECTED_IN Erbil bombing (asserted)"},
	},
	{
		name: "not charged with the attack itself",
		text: "Gunmen attacked a mosque in Erbil in 2020. Omar Sadiq is not charged with taking part in the attack.",
		bar:  []string{"Omar Sadiq SUSPECTED_IN Erbil mosque attack, 2020 (alleged)", "Omar Sadiq CARRIED_OUT *"},
	},
	{
		name: "who is cleared of planning did not plan",
		text: "Gunmen attacked a mosque in Erbil in 2020. A witness had cleared Omar Sadiq of any involvement in planning the attack in Erbil.",
		bar:  []string{"witness PLANNED *", "witness CARRIED_OUT *", "Omar Sadiq CARRIED_OUT Erbil mosque attack, 2020 (asserted)", "Omar Sadiq SUSPECTED_IN Erbil mosque attack, 2020 (alleged)"},
	},
	{
		name: "members who are paid, not their party",
		text: "The inquiry is about twenty members of the National Front, who were paid for assisting the European Parliament.",
		bar:  []string{"National Front SUPPORTS *"},
	},
	{
		name: "the army that seizes a farm takes no hostages",
		text: "The Colombian army seized several large farms owned by Omar Sadiq.",
		bar:  []string{"Colombian army CARRIED_OUT *", "* TARGETED *"},
	},
	{
		name: "who was attacked does not claim it",
		text: "A bomb exploded at the offices of the Daily Post in Lagos. The president of the Daily Post said that he received the phone call in which the group claimed responsibility for the attack on the Daily Post.",
		bar:  []string{"Daily Post CLAIMED *"},
	},
	{
		name: "members of the other side are the other's",
		text: "The head of the SSC, Mohammed Suri, said one of the militias attacked the other, accusing its members of detaining a man.",
		bar:  []string{"* MEMBER_OF SSC"},
	},
	{
		name: "the assassin kills, not who he is the assassin of",
		text: "Faustino Lind was the assassin of President Pedro Moreno, who killed him by machete.",
		bar:  []string{"Pedro Moreno CARRIED_OUT *"},
	},
	{
		name: "a crash is no attack",
		text: "Rosa Lind was seriously injured in a crash in Lagos in 1976. Nine people were killed in an earthquake in Chile.",
		want: []string{"Lagos crash, 1976 INJURED Rosa Lind"},
		bar:  []string{"* CARRIED_OUT *", "* TARGETED *"},
	},
	{
		name: "who takes over a shop takes no hostages",
		text: "It was then that his son, Joseph Lind, took over the pharmacy as co-owner. Pedro Moreno took over the hotel from his father.",
		bar:  []string{"* CARRIED_OUT *", "* TARGETED *"},
	},
	{
		name: "the attackers after a preposition, not who died",
		text: "The labor leader Febe Velazquez died in the hospital where she was taken after unidentified individuals this afternoon placed a powerful explosive device at the union headquarters.",
		bar:  []string{"Febe Velazquez CARRIED_OUT *"},
	},
	{
		name: "whom a president accuses he does not lead",
		text: "The incident involved U.S. President George Hill, who accused the Nicaraguan President of behaving badly.",
		bar:  []string{"George Hill LEADS Nicaragua", "George Hill HAS_NATIONALITY Nicaragua"},
	},
	{
		name: "who is detained detains nobody",
		text: "\"We are being thrown out,\" said Frances Riera, one of the Spaniards detained this morning together with Esther Lind.",
		bar:  []string{"Spaniards CARRIED_OUT *"},
	},
	{
		name: "an army that charges a group takes it to no court",
		text: "The Chilean Army has repeatedly charged the Nusra Front with seeking refuge in the hills.",
		want: []string{"Chilean Army ACCUSED Nusra Front"},
		bar:  []string{"* CHARGED *"},
	},
	{
		name: "crimes claimed in general are none in particular",
		text: "A bomb exploded in Erbil. Up to now the crimes that the Nusra Front has claimed responsibility for were never indiscriminate.",
		bar:  []string{"Nusra Front CLAIMED *"},
	},
	{
		name: "what an army indicates it says",
		text: "The army also indicates that the rebels set fire to a car in San Salvador.",
		want: []string{"rebels CARRIED_OUT San Salvador attack (asserted)"},
	},
	{
		name: "who arrests on suspicion of a plan did not plan",
		text: "Police in Berlin arrested a Syrian man on suspicion of planning an attack on a church.",
		want: []string{"Syrian man PLANNED Church plot (alleged)"},
		bar:  []string{"Police in Berlin PLANNED *"},
	},
	{
		name: "the killing of a suspect is not what he is suspected of",
		text: "The suspect in the bombing, Omar Sadiq, was killed by police.",
		bar:  []string{"police CARRIED_OUT Omar Sadiq bombing"},
	},
	{
		name: "on whom a bombing is blamed it was not aimed",
		text: "The bombing in Istanbul was blamed on the PKK by Turkey.",
		want: []string{"PKK SUSPECTED_IN Istanbul bombing (alleged)"},
		bar:  []string{"* TARGETED PKK"},
	},
	{
		name: "those who were killed had attacked",
		text: "Soldiers killed three militants in Kandahar after they attacked a checkpoint.",
		want: []string{"three militants CARRIED_OUT Checkpoint attack"},
		bar:  []string{"Soldiers CARRIED_OUT Checkpoint attack", "Checkpoint attack KILLED three militants"},
	},
	{
		name: "who is believed to be a member is not said to be one",
		text: "Officials believe Omar Sadiq is a member of Hamas.",
		want: []string{"Omar Sadiq MEMBER_OF Hamas (possible)"},
		bar:  []string{"Omar Sadiq MEMBER_OF Hamas (asserted)"},
	},
	{
		name: "no longer a suspect",
		text: "Omar Sadiq is no longer a suspect in the bombing in Istanbul.",
		want: []string{"Omar Sadiq SUSPECTED_IN Istanbul bombing (negated)"},
	},
	{
		name: "denying reports of deaths denies no bombing",
		text: "Nobody was killed in the bombing in Istanbul, the police said, denying reports of nine deaths.",
		bar:  []string{"police DENIED *"},
	},
	{
		name: "a confession is the confessor's",
		text: "Omar Sadiq admitted killing Karim Haddad in Lagos.",
		want: []string{"Omar Sadiq CARRIED_OUT Lagos killing @Omar Sadiq"},
	},
	{
		name: "who foils a plot made none",
		text: "Police foiled a plot by three men to bomb a train in Madrid. The army thwarted a plan to attack a church in Erbil.",
		want: []string{"three men PLANNED Madrid plot"},
		bar:  []string{"Police PLANNED *", "army PLANNED *"},
	},
	{
		name: "a wife does not mean herself by him",
		text: "Karim Haddad's wife accused the doctors of killing him.",
		bar:  []string{"* KILLED Karim Haddad's wife"},
	},
	{
		name: "stabbed to death is killed",
		text: "The student was stabbed to death in Lyon by a man who then fled.",
		want: []string{"Lyon attack KILLED student"},
		bar:  []string{"* INJURED *"},
	},
	{
		name: "who charges that something happened is not charged",
		text: "The Nicaraguan contras charged in Tegucigalpa today that on 19 February the air force used helicopters to bomb several communities.",
		bar:  []string{"* CHARGED *"},
	},
	{
		name: "two bombings are others than the one told of",
		text: "Gunmen bombed a gate in Erbil in 2021. Until this year the Nusra Front had been absent from the headlines, after it was responsible for two bombings at ceremonies in January.",
		bar:  []string{"Nusra Front CARRIED_OUT Erbil gate bombing, 2021"},
	},
	{
		name: "an attack is called after what it hit, and its town is in the name",
		text: "The 2013 Boston Marathon bombing was carried out by the Tsarnaev brothers. The Tsarnaev brothers came from Dagestan.",
		want: []string{"Boston Marathon bombing, 2013 LOCATED_IN Boston", "Tsarnaev brothers CARRIED_OUT Boston Marathon bombing, 2013", "Tsarnaev brothers ORIGIN Dagestan"},
	},
	{
		name: "a country's attack on another",
		text: "Iran's attack on Israel in April was answered within days.",
		want: []string{"Iran CARRIED_OUT Israel attack, 2024", "Israel attack, 2024 TARGETED Israel"},
		bar:  []string{"* LOCATED_IN Iran"},
	},
	{
		name: "a fragment brings up whom the next sentence is about",
		text: "The Blue Front wants a state of its own. The Blue Front is interested in power, and it holds the north.\n\nEnter: Boko Haram.\n\nThe group has attacked hotels in Lagos.",
		want: []string{"Boko Haram CARRIED_OUT *"},
		bar:  []string{"Blue Front CARRIED_OUT *"},
	},
	{
		name: "a bombing in which people were killed is one event",
		text: "Last year the Blue Front executed a devastating bombing against an election rally in Lahore, Pakistan, in which more than 60 people were killed.",
		want: []string{"Lahore bombing, 2023 KILLED more than 60 people"},
	},
}

func TestMisreadings(t *testing.T) { runLinkCases(t, misreadings) }

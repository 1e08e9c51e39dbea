package extract

import "testing"

// claimCases say how surely and by whom something is said.
var claimCases = []linkCase{
	{
		name: "neither one nor the other",
		text: "Neither the guerrillas nor Boko Haram has claimed responsibility for the bombing of a church in Jos.",
		want: []string{"Boko Haram CLAIMED Jos church bombing (negated)"}, bar: []string{"Boko Haram CLAIMED * (asserted)"},
	},
	{
		name: "presumed members may be none",
		text: "Presumed members of Boko Haram attacked a market in Jos.",
		want: []string{"Presumed members MEMBER_OF Boko Haram (alleged)"}, bar: []string{"Presumed members MEMBER_OF Boko Haram (asserted)"},
	},
	{
		name: "what explodes is no body",
		text: "The car bomb was reported to Radio Nacional. It exploded at noon in Jos, killing Maria Lopez.",
		bar:  []string{"Radio Nacional CARRIED_OUT * (asserted)"},
	},
	{
		name: "one set of people does not become another",
		text: "The police arrested the priest and the four workers. The guerrillas launched an attack on Jos.",
		want: []string{"guerrillas CARRIED_OUT Attack by guerrillas (asserted)"}, bar: []string{"four workers CARRIED_OUT * (asserted)"},
	},
	{
		name: "who is accused by the holder of an office is accused by whoever is said to hold it",
		text: "The director of the Federal Security Service accused Turkey of fraud. FSB director Oleg Marin told reporters that Jordan had helped.",
		want: []string{"Oleg Marin ACCUSED Turkey (alleged)"},
	},
	{
		name: "the name comes a sentence after the office",
		text: "The director of the Federal Security Service accused Turkey of fraud.\n\nOleg Marin told reporters that the FSB had proof.",
		want: []string{"Oleg Marin ACCUSED Turkey (alleged)"},
	},
	{
		name: "the holder of another office is another",
		text: "The governor of the Central Bank of Kenya accused Uganda of fraud. Anne Mbeki, the governor of Nairobi, told reporters that she agreed.",
		bar:  []string{"Anne Mbeki ACCUSED Uganda (alleged)"},
	},
	{
		name: "who held an office before does not speak for it",
		text: "The director of the Federal Security Service accused Turkey of fraud. Former FSB director Oleg Marin told reporters that he disagreed.",
		bar:  []string{"Oleg Marin ACCUSED Turkey (alleged)"},
	},
	{
		name: "what one is accused of doing is a suspicion of an event",
		text: "Jordan accused Hamas of killing 13 soldiers in Erbil.",
		want: []string{"Hamas SUSPECTED_IN Erbil killing (alleged)"}, bar: []string{"Hamas CARRIED_OUT * (asserted)"},
	},
	{
		name: "arrested on suspicion of murder",
		text: "Two men have been arrested on suspicion of killing the journalist Laila Noor in Erbil.",
		want: []string{"Two men SUSPECTED_IN Erbil killing (alleged)"}, bar: []string{"Two men CARRIED_OUT * (asserted)"},
	},
	{
		name: "not guilty is acquitted",
		text: "A jury found Omar Sadiq not guilty of murdering Laila Noor in Erbil.",
		want: []string{"Omar Sadiq court case ACQUITTED Omar Sadiq (asserted)"}, bar: []string{"* CONVICTED Omar Sadiq (asserted)"},
	},
	{
		name: "who pleads not guilty is not convicted",
		text: "Omar Sadiq pleaded not guilty to murdering Laila Noor in Erbil.",
		want: []string{"Omar Sadiq court case CHARGED Omar Sadiq (asserted)"}, bar: []string{"* CONVICTED Omar Sadiq (asserted)"},
	},
	{
		name: "who is found guilty is convicted",
		text: "A jury found Omar Sadiq guilty of murdering Laila Noor in Erbil.",
		want: []string{"Omar Sadiq court case CONVICTED Omar Sadiq (asserted)"},
	},
	{
		name: "an allegation that is rejected is denied",
		text: "The allegation that Hamas had carried out a bombing in Erbil was rejected by Jordan.",
		want: []string{"Hamas CARRIED_OUT Erbil bombing (negated)"}, bar: []string{"Hamas CARRIED_OUT * (asserted)"},
	},
	{
		name: "a claim that is a lie is denied",
		text: "The claim that Iran was behind the attack on the embassy in Riyadh is a lie.",
		want: []string{"Iran SUSPECTED_IN Riyadh embassy attack (negated)"}, bar: []string{"Iran SUSPECTED_IN * (alleged)"},
	},
	{
		name: "what is denied outright is kept as denied",
		text: "The minister denied that Israel had bombed the embassy in Damascus.",
		want: []string{"Israel CARRIED_OUT Damascus embassy bombing (negated)"}, bar: []string{"Israel CARRIED_OUT * (asserted)"},
	},
	{
		name: "what a relative clause says is not denied with the rest",
		text: "Hamas, which claimed the attack in Nice, has not provided evidence.",
		want: []string{"Hamas CLAIMED Nice attack (asserted)"}, bar: []string{"Hamas CLAIMED * (possible)"},
	},
	{
		name: "what is believed to have happened is possible",
		text: "Boko Haram may have bombed the airport in Jos, investigators believe.",
		want: []string{"Boko Haram CARRIED_OUT Jos airport bombing (possible)"}, bar: []string{"Boko Haram CARRIED_OUT * (asserted)"},
	},
	{
		name: "who doubts it does not say it",
		text: "Police doubt that Hamas bombed the airport in Jos.",
		bar:  []string{"Hamas CARRIED_OUT * (asserted)"},
	},
	{
		name: "no involvement is a denial",
		text: "The White House said there was no Ukrainian involvement in the attack in Moscow.",
		want: []string{"Ukraine SUSPECTED_IN Moscow attack (negated)"}, bar: []string{"Ukraine SUSPECTED_IN * (alleged)"},
	},
	{
		name: "another attack named by its own words is another",
		text: "Police questioned relatives after Saturday's attack in London. Last month Omar Sadiq carried out the Manchester concert bombing.",
		want: []string{"Omar Sadiq CARRIED_OUT Omar Sadiq bombing, 2024 (asserted)"}, bar: []string{"Omar Sadiq CARRIED_OUT London attack, 2024"},
	},
	{
		name: "attacks of different years are different",
		text: "Gunmen attacked Camp Ridge in 2015. The Nusra Front claimed the 2007 Camp Ridge bombing.",
		want: []string{"Nusra Front CLAIMED Camp Ridge bombing, 2007 (asserted)"},
		bar:  []string{"Nusra Front CLAIMED Camp Ridge attack, 2015"},
	},
	{
		name: "two bombings are not the one told of",
		text: "The Nusra Front claimed the 2021 Ridge Gate bombing at the Ridge Gate in Erbil. The group was responsible for two bombings in Erbil in January. In all 95 people were killed.",
		bar:  []string{"* KILLED 95 people (asserted)"},
	},
	{
		name: "a convicted recruiter of a group convicts no group",
		text: "He met the radical preacher Omar Sadiq, a convicted Hamas recruiter.",
		bar:  []string{"* CONVICTED Hamas (asserted)"},
	},
	{
		name: "who had planned what happened planned no other plot",
		text: "A bomber killed 13 soldiers at Kabul airport in 2021. The White House said in 2023 that the Taliban had killed the leader who had planned the Kabul airport attack.",
		bar:  []string{"* LOCATED_IN Kabul airport (planned)"},
	},
	{
		name: "a leader who did something is not the first leader",
		text: "Its first leader, Omar Sadiq, ran Hamas until 2016. In 2021 a bomber attacked Erbil airport. In 2023 Jordan killed the Hamas leader who had planned the Erbil airport attack.",
		bar:  []string{"Omar Sadiq CARRIED_OUT * (asserted)"},
	},
	{
		name: "Bloody Friday is nobody",
		text: "The IRA bombed Belfast in 1972. A leader of the time, Sean Keane, said that the aim of the Bloody Friday attacks had been damage, but he refused to accept responsibility.",
		bar:  []string{"Bloody CLAIMED * (negated)"},
	},
	{
		name: "that bombing is the one told of last",
		text: "Gunmen stormed the Ridge Hall in Erbil in 2021, and 140 people died. On March 21, 2022, a suicide bomber killed at least three people outside a bank in Mosul, officials said. A doctor said 20 had died. The Nusra Front claimed that bombing as well.",
		want: []string{"Nusra Front CLAIMED Mosul bombing, 2022 (asserted)"},
	},
	{
		name: "what an armed group says of its people is its word",
		text: "The Nusra Front said in a statement that its fighters had bombed the airport in Erbil.",
		want: []string{"fighters CARRIED_OUT * (alleged) @Nusra Front"},
	},
	{
		name: "police say what they did themselves",
		text: "Police said they had arrested Omar Sadiq in Erbil.",
		bar:  []string{"* CARRIED_OUT * (alleged)"},
	},
	{
		name: "a question in the passive asks",
		text: "A bomb exploded at a market in Jos. Was Rami Saleh killed by Boko Haram in Jos?",
		bar:  []string{"Boko Haram CARRIED_OUT * (asserted)"},
	},
}

func TestClaims(t *testing.T) { runLinkCases(t, claimCases) }

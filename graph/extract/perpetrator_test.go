package extract

import "testing"

// perpetratorCases say who did it, on whose behalf and with what.
var perpetratorCases = []linkCase{
	{
		name: "a group of people is people",
		text: "A group of masked men attacked the Serena Hotel in Jos.",
		want: []string{"group of masked men CARRIED_OUT Serena Hotel attack (asserted)"},
	},
	{
		name: "what presumed members did the group may have done",
		text: "Presumed members of Boko Haram attacked a market in Jos.",
		want: []string{"Boko Haram CARRIED_OUT Jos market attack (alleged)"}, bar: []string{"Boko Haram CARRIED_OUT * (asserted)"},
	},
	{
		name: "a column of a group",
		text: "A guerrilla column attacked the Serena Hotel in Jos. An M-19 column claimed responsibility for the attack.",
		want: []string{"M-19 column CLAIMED Serena Hotel attack (asserted)"},
	},
	{
		name: "thrown grenades",
		text: "Two hooded men threw hand grenades at the Serena Hotel in Jos.",
		want: []string{"Serena Hotel bombing USED_WEAPON hand grenades (asserted)"},
	},
	{
		name: "opened fire",
		text: "Four hooded men carrying rifles opened fire on the Serena Hotel in Jos.",
		want: []string{"Serena Hotel shooting USED_WEAPON rifles (asserted)"},
	},
	{
		name: "the weapon before the event",
		text: "A car bomb attack on the Serena Hotel in Jos killed two tourists.",
		want: []string{"Serena Hotel attack USED_WEAPON car bomb (asserted)"},
	},
	{
		name: "a bomb made harmless is a plot",
		text: "Rebels planted a bomb at the Serena Hotel in Jos. Experts defused the bomb.",
		want: []string{"Rebels PLANNED Serena Hotel plot (asserted)"},
	},
	{
		name: "rifles that are lost were not used",
		text: "The guerrillas attacked several mines in Potosi.",
		bar:  []string{"* USED_WEAPON several mines (asserted)"},
	},
	{
		name: "who foils an attempt did not plan it",
		text: "Army troops foiled an attempt by Hamas to kidnap Rami Saleh in Gaza.",
		want: []string{"Hamas PLANNED Rami Saleh plot (planned)"}, bar: []string{"Army troops PLANNED * (planned)"},
	},
	{
		name: "presumably members",
		text: "The gunmen, presumably members of Hamas, killed Rami Saleh in Cairo.",
		bar:  []string{"Hamas CARRIED_OUT * (asserted)"},
	},
	{
		name: "accused of kidnapping",
		text: "The army accused the guerrillas of kidnapping 30 farmers in Santa Ana.",
		want: []string{"guerrillas SUSPECTED_IN Santa Ana kidnapping (alleged)"}, bar: []string{"guerrillas CARRIED_OUT * (alleged)"},
	},
	{
		name: "rebels before the attack",
		text: "A rebel attack on a market in Jos left six people dead.",
		want: []string{"rebel CARRIED_OUT Jos market attack (asserted)"},
	},
	{
		name: "what they wore tells who they were",
		text: "Two nurses were killed in Jos by men wearing military uniforms.",
		want: []string{"men wearing military uniforms CARRIED_OUT Jos killing (asserted)"},
	},
	{
		name: "who says he is a member may be none",
		text: "The gunmen, who said they were members of Hamas, killed Rami Saleh in Cairo.",
		want: []string{"Hamas CARRIED_OUT Cairo killing (alleged)"}, bar: []string{"Hamas CARRIED_OUT * (asserted)"},
	},
	{
		name: "a judge charges somebody else",
		text: "The judge issued an arrest warrant for Rami Saleh and charged him with the murder of Luis Diaz in Cairo.",
		want: []string{"Rami Saleh SUSPECTED_IN Cairo murder (alleged)"}, bar: []string{"judge SUSPECTED_IN * (alleged)"},
	},
	{
		name: "a massacre is suffered by whom it belongs to",
		text: "The ten labor leaders' massacre in Cairo will be investigated.",
		bar:  []string{"ten labor leaders CARRIED_OUT * (asserted)"},
	},
	{
		name: "the dead attack nobody",
		text: "The army said the farmers were killed by rebels when they attacked a market in Jos.",
		want: []string{"rebels CARRIED_OUT Jos market attack (asserted)"}, bar: []string{"farmers CARRIED_OUT * (asserted)"},
	},
	{
		name: "blamed on",
		text: "The government blames the murder of Luis Diaz on the Medellin Cartel.",
		want: []string{"Medellin Cartel SUSPECTED_IN Luis Diaz murder (alleged)"}, bar: []string{"* TARGETED Medellin Cartel (asserted)"},
	},
	{
		name: "the arrest of suspects",
		text: "The bishop welcomed the arrest of nine soldiers for killing six priests in Cairo.",
		want: []string{"nine soldiers SUSPECTED_IN Cairo killing (alleged)"}, bar: []string{"nine soldiers CARRIED_OUT * (asserted)"},
	},
	{
		name: "a participle behind another noun",
		text: "The party condemned the murder of Luis Diaz and two of his bodyguards perpetrated by presumed guerrillas.",
		want: []string{"presumed guerrillas CARRIED_OUT Luis Diaz murder (alleged)"},
	},
	{
		name: "a man identified by name",
		text: "A gunman killed Rami Saleh in Cairo. The gunman was identified as Omar Nasri.",
		want: []string{"Omar Nasri CARRIED_OUT Cairo killing (asserted)"},
	},
	{
		name: "a doubt about who leaves the deed alone",
		text: "Three engineers were kidnapped in Medellin, presumably by guerrillas of the FARC.",
		want: []string{"FARC CARRIED_OUT Medellin kidnapping (possible)"}, bar: []string{"FARC CARRIED_OUT * (asserted)"},
	},
	{
		name: "a cell of a group",
		text: "The priest Luis Diaz was kidnapped by a FARC cell in Cali.",
		want: []string{"FARC CARRIED_OUT Luis Diaz kidnapping (asserted)"},
	},
	{
		name: "the ones who did it",
		text: "The soldiers were the ones who murdered Luis Diaz in Cali.",
		want: []string{"soldiers CARRIED_OUT Cali killing (asserted)"},
	},
	{
		name: "a line break is white space",
		text: "The talks were broken off by the rebels and the government of Mali yesterday after rebel\nsquads attacked the Serena Hotel in Jos, where the ministers of the two sides\nwere staying, the radio said, and killed ten labor leaders who were having a\nmeal on the terrace of the hotel at the time.",
		want: []string{"rebel squads CARRIED_OUT Serena Hotel attack (asserted)"},
	},
	{
		name: "who speaks does not act",
		text: "[Sorto] Hamas claimed it seized a farm and attacked the Serena Hotel in Jos.",
		bar:  []string{"Sorto CARRIED_OUT * (asserted)"},
	},
	{
		name: "a spokesman claims for his group",
		text: "A Hamas spokesman claimed responsibility for the attack on a market in Jos.",
		want: []string{"Hamas CLAIMED Jos market attack (asserted)"},
	},
	{
		name: "an opinion is no fact",
		text: "In the opinion of the police, the explosion in Lima was organized by the Shining Path.",
		want: []string{"Shining Path CARRIED_OUT Lima explosion (possible)"},
	},
	{
		name: "if it was they",
		text: "A bomb exploded in Jos. If the attack is what it seems, it was carried out by Boko Haram.",
		bar:  []string{"Boko Haram CARRIED_OUT * (asserted)"},
	},
	{
		name: "the rebels of a rebel attack are no other men",
		text: "Two paramilitary men were seen in Jos. Ten nurses were wounded during a rebel attack on a market in Jos.",
		want: []string{"rebel CARRIED_OUT Jos market attack (asserted)"}, bar: []string{"Two paramilitary men CARRIED_OUT * (asserted)"},
	},
	{
		name: "who rules others out is none of them",
		text: "President Omar Nasri did not rule out soldiers as having been responsible for the murder of Luis Diaz in Cali.",
		bar:  []string{"Omar Nasri SUSPECTED_IN * (alleged)"},
	},
	{
		name: "where nobody accuses nobody is suspected",
		text: "No Lebanese government had accused Hamas of killing Rami Saleh in Cairo.",
		bar:  []string{"Hamas SUSPECTED_IN * (alleged)"},
	},
	{
		name: "presumed to be members",
		text: "Gunmen presumed to be members of Hamas killed Rami Saleh in Cairo.",
		bar:  []string{"Hamas CARRIED_OUT * (asserted)"},
	},
	{
		name: "who asks does not say",
		text: "A bomb exploded at a market in Jos. Was the attack carried out by Boko Haram?",
		bar:  []string{"Boko Haram CARRIED_OUT * (asserted)"},
	},
	{
		name: "a time zone attacks nobody",
		text: "Today at 0000 [0600 GMT], rebel units attacked the Serena Hotel in Jos.",
		bar:  []string{"GMT CARRIED_OUT * (asserted)"},
	},
	{
		name: "suspected fighters of a group",
		text: "Suspected Boko Haram fighters attacked a market in Jos.",
		want: []string{"Suspected Boko Haram fighters MEMBER_OF Boko Haram (alleged)"}, bar: []string{"Boko Haram CARRIED_OUT * (asserted)"},
	},
	{
		name: "a weapon used in the attack",
		text: "The attacker used a kitchen knife in the attack in Solingen.",
		want: []string{"Solingen attack USED_WEAPON kitchen knife (asserted)"},
	},
	{
		name: "using bombs",
		text: "Militants ambushed a convoy in Somalia using roadside bombs.",
		want: []string{"Somalia attack USED_WEAPON roadside bombs (asserted)"},
	},
	{
		name: "ruled out",
		text: "The minister ruled out that Hamas planted the bomb at the Serena Hotel in Jos.",
		bar:  []string{"Hamas CARRIED_OUT * (asserted)"},
	},
	{
		name: "who accuses others of a plot against him is no plotter",
		text: "President Omar Nasri accused the opposition of plotting to kill him.",
		bar:  []string{"Omar Nasri SUSPECTED_IN * (alleged)"},
	},
}

func TestPerpetrators(t *testing.T) { runLinkCases(t, perpetratorCases) }

package extract

import "testing"

// accusations lists sentences with links that must come out of them and others
// that must not: a wrong accusation costs more than a missed one.
var accusations = []linkCase{
	{
		name: "who is rebuked for a claim makes it",
		text: "A bomb killed nine people in Erbil. Karim Haddad slams Omar Sadiq for suggesting Syria was behind the bombing in Erbil.",
		want: []string{"Syria SUSPECTED_IN Erbil bombing @Omar Sadiq"},
		bar:  []string{"Karim Haddad ACCUSED Syria", "Syria SUSPECTED_IN Erbil bombing @Karim Haddad"},
	},
	{
		name: "whose claim is rejected makes it",
		text: "Karim Haddad rejected Omar Sadiq's claim that Jordan was behind the bombing in Erbil.",
		bar:  []string{"Karim Haddad ACCUSED Jordan", "Jordan SUSPECTED_IN Erbil bombing @Karim Haddad"},
	},
	{
		name: "who denies that another did it accuses nobody",
		text: "Iran denied that Jordan was behind the bombing in Erbil.",
		bar:  []string{"Iran ACCUSED Jordan"},
	},
	{
		name: "who charges is not charged",
		text: "Two men were held in Lagos. Prosecutors charged them with fraud. Prosecutors arrested them in March.",
		bar:  []string{"* CHARGED Prosecutors", "* ARRESTED Prosecutors", "* CHARGED prosecutors"},
	},
	{
		name: "a denial of an opinion denies no attack",
		text: "The Nusra Front bombed the airport in Lagos in 2020. A Taliban spokesman denied that the group was a serious threat.",
		bar:  []string{"* DENIED *"},
	},
	{
		name: "a denial of it is about the accusation just stated",
		text: "Gunmen attacked a mosque in Erbil on May 2. Turkey says that Jordan was behind the attack in Erbil. The government in Amman denies it.",
		bar:  []string{"Turkey DENIED Erbil mosque attack"},
	},
	{
		name: "the death of suspects is not the attack others are suspected of",
		text: "Gunmen attacked a mosque in Erbil in 2020. Police said that the suspects were killed when they resisted arrest. Turkey still suggests that Jordan was involved.",
		want: []string{"Jordan SUSPECTED_IN Erbil mosque attack, 2020 @Turkey"},
		bar:  []string{"Jordan SUSPECTED_IN Killing of suspects"},
	},
	{
		name: "the attack after two explosions is theirs",
		text: "The Nusra Front claimed responsibility for two explosions that killed 84 people at a mosque in Erbil, and Iraq said that Hamas carried out the attack.",
		want: []string{"Hamas CARRIED_OUT Erbil mosque explosions"},
	},
	{
		name: "using an attack against somebody attacks nobody",
		text: "Gunmen attacked a mosque in Erbil in 2020. Iran wanted to use the attack against Jordan.",
		bar:  []string{"Erbil mosque attack, 2020 TARGETED Jordan", "Jordan attack TARGETED Jordan"},
	},
	{
		name: "who counts the injured is not injured",
		text: "Gunmen attacked a mosque in Erbil in 2020. Iraqi prosecutors count 145 dead and more than 500 injured, and the case goes on.",
		bar:  []string{"* INJURED Iraqi prosecutors"},
	},
	{
		name: "authorities elsewhere are others",
		text: "Gunmen attacked a mosque in Erbil in 2020. Turkey told the Turkish authorities that Jordan was involved in the attack. The authorities in Amman deny it.",
		want: []string{"authorities in Amman DENIED Erbil mosque attack, 2020"},
		bar:  []string{"Turkish authorities DENIED Erbil mosque attack, 2020", "Turkey DENIED Erbil mosque attack, 2020"},
	},
	{
		name: "a campaign in a place does not plan what happened there",
		text: "Its propaganda condemns Russia for its campaign in Syria, where Russian forces supported President Omar Sadiq against the Nusra Front.",
		want: []string{"Russian forces SUPPORTS Omar Sadiq (asserted)"},
	},
	{
		name: "what one is mocked for saying is alleged",
		text: "Gunmen attacked a mosque in Erbil in 2020. Iran mocked Turkey for saying Jordan carried out the attack.",
		want: []string{"Jordan CARRIED_OUT Erbil mosque attack, 2020 (alleged)"},
		bar:  []string{"Jordan CARRIED_OUT Erbil mosque attack, 2020 (asserted)"},
	},
	{
		name: "no group is no group",
		text: "Gunmen attacked a mosque in Erbil in 2020. No group has claimed responsibility for the attack.",
		bar:  []string{"* CLAIMED Erbil mosque attack, 2020"},
	},
	{
		name: "suspects held and years in jail are no dead",
		text: "Gunmen attacked a mosque in Erbil in 2020. Police have held more than 20 suspects, and one man was jailed for 14 years over the attack.",
		want: []string{"one man SUSPECTED_IN Erbil mosque attack, 2020"},
		bar:  []string{"Erbil mosque attack, 2020 KILLED suspects"},
	},
	{
		name: "having nothing to do with an attack denies it",
		text: "Gunmen attacked a mosque in Erbil in 2020. Omar Sadiq denied that Jordan had anything to do with the attack.",
		want: []string{"Omar Sadiq DENIED Erbil mosque attack, 2020"},
	},
	{
		name: "a denial of something else denies nothing",
		text: "Gunmen attacked a mosque in Erbil on May 2. The price of bread rose in June. Jordan denies it.",
		bar:  []string{"* DENIED *"},
	},
	{
		name: "what one is charged with is alleged",
		text: "A court in Erbil has charged three men with carrying out the bombing in Erbil.",
		want: []string{"three men SUSPECTED_IN Erbil bombing"},
		bar:  []string{"three men CARRIED_OUT Erbil bombing"},
	},
	{
		name: "members are the speaker's, not the platform's",
		text: "The Nusra Front said in a statement on Telegram that two of its members had bombed the airport in Erbil.",
		bar:  []string{"* MEMBER_OF Telegram"},
	},
}

func TestAccusations(t *testing.T) { runLinkCases(t, accusations) }

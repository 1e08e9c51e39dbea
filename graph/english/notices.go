package english

import _ "embed"

var (
	//go:embed model/LICENSE
	modelLicence string
	//go:embed model/LICENSES_SOURCES
	sourceLicences string
)

// Notices returns the licence of the model and the notices of its sources,
// among them WordNet. They have to go with every copy of the binary.
func Notices() string { return modelLicence + "\n" + sourceLicences }

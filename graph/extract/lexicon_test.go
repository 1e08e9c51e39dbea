package extract

import "testing"

// TestListsNameOnce looks for names that stand twice in a list, and for forms by
// which two prominent people would be meant.
func TestListsNameOnce(t *testing.T) {
	for _, file := range []string{"organizations", "media", "regions", "prominent", "people", "roles"} {
		seen := map[string]bool{}
		rows(file, func(c []string) {
			if seen[c[0]] {
				t.Errorf("%s stands twice in %s.txt", c[0], file)
			}
			seen[c[0]] = true
		})
	}
	meant := map[string]string{}
	rows("prominent", func(c []string) {
		for _, form := range list(column(c, 1)) {
			if meant[form] != "" {
				t.Errorf("%s means %s and %s", form, meant[form], c[0])
			}
			meant[form] = c[0]
		}
	})
}

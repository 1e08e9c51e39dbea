package graph

// Properties come as any from a driver, a file or an extraction. These read
// them, and take what is missing or of another kind for the zero value.

// Text reads a string.
func Text(v any) string {
	s, _ := v.(string)
	return s
}

// Texts reads a list of strings; a single string is a list of one. Items of
// other kinds are left out; nil where there is no list.
func Texts(v any) []string {
	switch x := v.(type) {
	case []string:
		return x
	case []any:
		out := make([]string, 0, len(x))
		for _, item := range x {
			if s, ok := item.(string); ok {
				out = append(out, s)
			}
		}
		return out
	case string:
		if x != "" {
			return []string{x}
		}
	}
	return nil
}

// Int reads a whole number; the fraction of another number is cut off.
func Int(v any) int64 {
	switch n := v.(type) {
	case int64:
		return n
	case int:
		return int64(n)
	case float64:
		return int64(n)
	}
	return 0
}

// Float reads a number.
func Float(v any) float64 {
	switch n := v.(type) {
	case float64:
		return n
	case int64:
		return float64(n)
	case int:
		return float64(n)
	}
	return 0
}

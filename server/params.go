package server

import (
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
)

// intParam reads a whole number between 1 and most, or the default.
func intParam(c echo.Context, name string, fallback, most int) (int, error) {
	raw := c.QueryParam(name)
	if raw == "" {
		return fallback, nil
	}
	n, err := strconv.Atoi(raw)
	if err != nil || n < 1 || n > most {
		return 0, badRequest("%s must be a whole number from 1 to %d, not %q", name, most, raw)
	}
	return n, nil
}

// listParam reads names separated by commas; nil where the parameter is absent.
func listParam(c echo.Context, name string) []string {
	var out []string
	for _, item := range strings.Split(c.QueryParam(name), ",") {
		if item = strings.TrimSpace(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}

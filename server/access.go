package server

import (
	"crypto/subtle"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
)

// guard refuses requests that come by another name than the server's own (DNS
// rebinding), from another origin (a foreign page in the user's browser), or
// without the password where one is set.
func (s *Server) guard(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if !slices.Contains(s.cfg.Hosts, r.Host) {
			return fail(http.StatusForbidden, "forbidden", "this server is not called %q", r.Host)
		}
		if !s.ownOrigin(r) {
			return fail(http.StatusForbidden, "forbidden", "requests from other pages are refused")
		}
		if !s.knowsPassword(r) {
			c.Response().Header().Set(echo.HeaderWWWAuthenticate, `Basic realm="clew"`)
			return fail(http.StatusUnauthorized, "unauthorized", "a password is needed")
		}
		return next(c)
	}
}

func (s *Server) ownOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		// Browsers name the site of requests that carry no Origin.
		site := r.Header.Get("Sec-Fetch-Site")
		return site == "" || site == "same-origin" || site == "none" || isRead(r) && !strings.HasPrefix(r.URL.Path, "/api/")
	}
	u, err := url.Parse(origin)
	return err == nil && slices.Contains(s.cfg.Hosts, u.Host)
}

func isRead(r *http.Request) bool { return r.Method == http.MethodGet || r.Method == http.MethodHead }

func (s *Server) knowsPassword(r *http.Request) bool {
	if s.cfg.Password == "" {
		return true
	}
	_, password, ok := r.BasicAuth()
	return ok && subtle.ConstantTimeCompare([]byte(password), []byte(s.cfg.Password)) == 1
}

// secureHeaders keep the page to itself: nothing is fetched from elsewhere and
// no other page may frame it.
func secureHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		return next(c)
	}
}

func isStream(c echo.Context) bool { return c.Path() == "/api/events" || c.Path() == "/api/export" }

package value

import "fmt"

// The spatial reference systems a Point can have.
const (
	WGS84       = 4326
	WGS84_3D    = 4979
	Cartesian   = 7203
	Cartesian3D = 9157
)

// Point is a place in one of the four reference systems. Z is zero in the two
// dimensional ones. X is the longitude and Y the latitude under WGS-84.
type Point struct {
	SRID    int
	X, Y, Z float64
}

// Is3D tells whether Z counts.
func (p Point) Is3D() bool { return p.SRID == WGS84_3D || p.SRID == Cartesian3D }

// CRS is the name of the reference system.
func (p Point) CRS() string {
	switch p.SRID {
	case WGS84:
		return "wgs-84"
	case WGS84_3D:
		return "wgs-84-3d"
	case Cartesian3D:
		return "cartesian-3d"
	}
	return "cartesian"
}

// String is the form toString gives.
func (p Point) String() string {
	s := fmt.Sprintf("point({x: %s, y: %s", FormatFloat(p.X), FormatFloat(p.Y))
	if p.Is3D() {
		s += ", z: " + FormatFloat(p.Z)
	}
	return s + fmt.Sprintf(", crs: '%s'})", p.CRS())
}

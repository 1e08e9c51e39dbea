package functions

import (
	"clew/graph/cypher/temporal"
	"clew/graph/cypher/value"
)

// Component is v.key for a point or a temporal value; ok is false for values
// that have no components.
func Component(v value.Value, key string) (component value.Value, ok bool, err error) {
	p, isPoint := v.(value.Point)
	if !isPoint {
		return temporal.Component(v, key)
	}
	geographic := p.SRID == value.WGS84 || p.SRID == value.WGS84_3D
	switch {
	case key == "x", key == "longitude" && geographic:
		return p.X, true, nil
	case key == "y", key == "latitude" && geographic:
		return p.Y, true, nil
	case p.Is3D() && (key == "z" || key == "height" && geographic):
		return p.Z, true, nil
	case key == "srid":
		return int64(p.SRID), true, nil
	case key == "crs":
		return p.CRS(), true, nil
	}
	return nil, true, nil
}

package functions

import (
	"math"
	"strings"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

var pointFunctions = []Function{
	{Name: "point", Category: "Spatial", Signature: "point(input :: MAP) :: POINT", Description: "Returns a 2D or 3D point object, given its coordinates.",
		Min: 1, Max: 1, Args: []value.TypeSet{value.MapType}, Result: value.PointType, Call: point},
	{Name: "point.distance", Category: "Spatial", Signature: "point.distance(from :: POINT, to :: POINT) :: FLOAT", Description: "Returns the distance between two points: geodesic in metres under WGS-84, else Euclidean.",
		Min: 2, Max: 2, Args: []value.TypeSet{value.PointType}, Result: value.FloatType, Call: distance},
}

func point(_ *Context, args []value.Value) (value.Value, error) {
	m, ok := args[0].(map[string]value.Value)
	if !ok {
		return nil, mismatch("point", args[0])
	}
	coordinate := func(names ...string) (f float64, found, null bool, err error) {
		for _, name := range names {
			v, present := m[name]
			if !present {
				continue
			}
			if v == nil {
				return 0, true, true, nil
			}
			f, ok := toFloat64(v)
			if !ok {
				return 0, false, false, mismatch("point", v)
			}
			return f, true, false, nil
		}
		return 0, false, false, nil
	}
	x, hasX, nullX, err1 := coordinate("x", "longitude")
	y, hasY, nullY, err2 := coordinate("y", "latitude")
	z, hasZ, nullZ, err3 := coordinate("z", "height")
	for _, err := range []error{err1, err2, err3} {
		if err != nil {
			return nil, err
		}
	}
	switch {
	case nullX || nullY || nullZ:
		return nil, nil
	case !hasX || !hasY:
		return nil, status.Argument("InvalidArgumentValue", "A point must contain either 'x' and 'y' or 'latitude' and 'longitude'")
	}
	srid, err := referenceSystem(m, hasZ)
	if err != nil {
		return nil, err
	}
	if (srid == value.WGS84 || srid == value.WGS84_3D) && (math.Abs(y) > 90 || math.Abs(x) > 180) {
		return nil, status.Argument("InvalidArgumentValue", "Cannot create WGS84 point with invalid coordinate: [%s, %s]", value.FormatFloat(x), value.FormatFloat(y))
	}
	return value.Point{SRID: srid, X: x, Y: y, Z: z}, nil
}

func referenceSystem(m map[string]value.Value, hasZ bool) (int, error) {
	_, geographic := m["longitude"]
	if _, ok := m["latitude"]; ok {
		geographic = true
	}
	srid := value.Cartesian
	switch {
	case geographic && hasZ:
		srid = value.WGS84_3D
	case geographic:
		srid = value.WGS84
	case hasZ:
		srid = value.Cartesian3D
	}
	asked := 0
	switch s := m["srid"].(type) {
	case nil:
	case int64:
		asked = int(s)
	default:
		return 0, mismatch("point", s)
	}
	if name, ok := m["crs"].(string); ok {
		known := map[string]int{"wgs-84": value.WGS84, "wgs-84-3d": value.WGS84_3D, "cartesian": value.Cartesian, "cartesian-3d": value.Cartesian3D}
		if asked, ok = known[strings.ToLower(name)]; !ok {
			return 0, status.Argument("InvalidArgumentValue", "Unknown coordinate reference system: %s", name)
		}
	}
	if asked == 0 {
		return srid, nil
	}
	p := value.Point{SRID: asked}
	switch asked {
	case value.WGS84, value.WGS84_3D, value.Cartesian, value.Cartesian3D:
	default:
		return 0, status.Argument("InvalidArgumentValue", "Unknown coordinate reference system: %d", asked)
	}
	if p.Is3D() != hasZ || geographic && (asked == value.Cartesian || asked == value.Cartesian3D) {
		return 0, status.Argument("InvalidArgumentValue", "The coordinates do not fit the coordinate reference system %s", p.CRS())
	}
	return asked, nil
}

// earthRadius is the mean radius in metres that Neo4j calculates with.
const earthRadius = 6378140.0

func distance(_ *Context, args []value.Value) (value.Value, error) {
	a, ok1 := args[0].(value.Point)
	b, ok2 := args[1].(value.Point)
	switch {
	case !ok1 || !ok2:
		return nil, status.Type("Invalid input for function 'point.distance()': expected two points")
	case a.SRID != b.SRID:
		return nil, nil
	}
	if a.SRID == value.Cartesian || a.SRID == value.Cartesian3D {
		return math.Sqrt((a.X-b.X)*(a.X-b.X) + (a.Y-b.Y)*(a.Y-b.Y) + (a.Z-b.Z)*(a.Z-b.Z)), nil
	}
	lat1, lat2 := a.Y*math.Pi/180, b.Y*math.Pi/180
	dLat, dLon := lat2-lat1, (b.X-a.X)*math.Pi/180
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(lat1)*math.Cos(lat2)*math.Pow(math.Sin(dLon/2), 2)
	arc := 2 * math.Atan2(math.Sqrt(h), math.Sqrt(1-h))
	if !a.Is3D() {
		return earthRadius * arc, nil
	}
	flat := (earthRadius + (a.Z+b.Z)/2) * arc
	return math.Sqrt(flat*flat + (a.Z-b.Z)*(a.Z-b.Z)), nil
}

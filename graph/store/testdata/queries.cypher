MATCH (o)-[r:CLAIMED]->(e:Attack) RETURN o.name, e.name, e.date, r.claim, r.articles, r.quote;
MATCH (o:Organization {name:'ISIS-K'})-[r:CARRIED_OUT|SUSPECTED_IN]->(e:Attack)
  RETURN e.name, e.date, e.place, e.killed_max, collect(DISTINCT r.claim);
MATCH p = shortestPath((a:Organization {name:'ISIS-K'})-[:CARRIED_OUT|SUSPECTED_IN|CLAIMED|MEMBER_OF|ARRESTED|TARGETED*..4]-(b:PersonGroup))
  WHERE b.name CONTAINS 'Tajik' RETURN [n IN nodes(p) | n.name], [r IN relationships(p) | r.quote];
MATCH (p:Person)-[s:SAID]->(:Organization {name:'ISIS-K'}) MATCH (a:Article)-[:STATES]->(v:Evidence {relation: s.id})
  OPTIONAL MATCH (pub)-[:PUBLISHED]->(a) RETURN p.name, a.title, pub.name, v.quote;
MATCH (a:Article)-[r:REPORTED]->(e:Event) WHERE r.killed IS NOT NULL
  WITH e, collect(DISTINCT r.killed) AS reports WHERE size(reports) > 1 RETURN e.name, reports;
MATCH (p:Person)-[r:LEADS]->(o:Organization) RETURN DISTINCT p.name, o.name, coalesce(r.ended, false);
MATCH (a)-[r]->(b) WHERE r.claim = 'negated' RETURN a.name, type(r), b.name, r.attribution, r.quote;
MATCH (a:Article)-[:MENTIONS]->(x:Entity) WITH x, count(DISTINCT a) AS n WHERE n >= 3 RETURN x.name, n ORDER BY n DESC;
MATCH (p:Person)-[w:WORKS_FOR]->(o:Organization) MATCH (p)-[s:SAID]->() RETURN DISTINCT p.name, w.title, o.name;
MATCH (e:Event)-[r:RESPONSE_TO]->(x:Attack) OPTIONAL MATCH (a)-[:CARRIED_OUT]->(e) RETURN e.name, x.name, collect(a.name);

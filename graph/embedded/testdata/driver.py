"""Uses a running graph through the neo4j package; prints "fine" at the end.

Arguments: the addresses of a writable listener, a read-only one, and one
whose password is s3cret.
"""
import datetime
import sys

import neo4j
from neo4j.exceptions import AuthError, ClientError, CypherSyntaxError

writable, readonly, locked = sys.argv[1:]

for scheme in ("bolt://", "neo4j://"):
    with neo4j.GraphDatabase.driver(scheme + writable) as driver:
        driver.verify_connectivity()
        assert driver.get_server_info().agent.startswith("Neo4j/5.26.0 (clew")
        value = {"a": [1, -2.5, None, "é", True, b"\x00"], "when": neo4j.time.Date(2024, 3, 22), "for": neo4j.time.Duration(months=1, days=2)}
        records, summary, keys = driver.execute_query("RETURN $v AS v, $z AS z", v=value, z=datetime.datetime(2024, 7, 1, tzinfo=datetime.timezone.utc))
        assert keys == ["v", "z"], keys
        assert records[0]["v"] == value, records[0]["v"]
        assert records[0]["z"].to_native() == datetime.datetime(2024, 7, 1, tzinfo=datetime.timezone.utc), records[0]["z"]

        _, summary, _ = driver.execute_query("CREATE (a:A {n: 1})-[:R {w: 2.5}]->(b:B)")
        assert summary.counters.nodes_created == 2 and summary.counters.relationships_created == 1 and summary.counters.properties_set == 2, summary.counters
        with driver.session(fetch_size=7) as session:
            numbers = [r["i"] for r in session.run("UNWIND range(1, 100) AS i RETURN i")]
            assert numbers == list(range(1, 101)), numbers
            path = session.run("MATCH p = (b:B)<-[:R]-(a:A) RETURN p").single()["p"]
            assert [sorted(n.labels) for n in path.nodes] == [["B"], ["A"]] and path.relationships[0].start_node["n"] == 1, path
            with session.begin_transaction() as tx:
                tx.run("CREATE (:Gone)").consume()
                assert tx.run("MATCH (g:Gone) RETURN count(g) AS n").single()["n"] == 1
                tx.rollback()
            assert session.execute_read(lambda tx: tx.run("MATCH (g:Gone) RETURN count(g) AS n").single()["n"]) == 0
            try:
                session.run("RETURN nothing").consume()
                raise AssertionError("an unknown variable is no error")
            except CypherSyntaxError as e:
                assert "line 1, column 8" in e.message, e.message
            assert session.run("RETURN 1 AS one").single()["one"] == 1
            session.execute_write(lambda tx: tx.run("MATCH (n) DETACH DELETE n").consume())

with neo4j.GraphDatabase.driver("bolt://" + readonly) as driver:
    assert driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 0
    try:
        driver.execute_query("CREATE (n)")
        raise AssertionError("the read-only listener writes")
    except ClientError as e:
        assert e.code == "Neo.ClientError.Statement.AccessMode", e.code

with neo4j.GraphDatabase.driver("bolt://" + locked, auth=("neo4j", "s3cret")) as driver:
    driver.verify_connectivity()
for auth in (None, ("neo4j", "wrong")):
    with neo4j.GraphDatabase.driver("bolt://" + locked, auth=auth) as driver:
        try:
            driver.verify_connectivity()
            raise AssertionError("a wrong password is let in")
        except AuthError:
            pass

print("fine")

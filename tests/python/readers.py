"""Reads a GraphML file of guanxi with NetworkX and igraph and compares what both see with the XML itself.

    python readers.py network.graphml
"""

import sys
import xml.etree.ElementTree as ET

import igraph
import networkx

NS = "{http://graphml.graphdrawing.org/xmlns}"
PYTHON = {"boolean": bool, "int": int, "long": int, "float": float, "double": float, "string": str}


def same(what, expected, found):
    if expected != found:
        sys.exit(f"{what}: the file has {expected!r}, the reader {found!r}")


def main(path):
    root = ET.parse(path).getroot()
    keys = {(k.get("for"), k.get("attr.name")): PYTHON[k.get("attr.type")] for k in root.iter(NS + "key")}
    ids = [k.get("id") for k in root.iter(NS + "key")]
    nodes, edges = list(root.iter(NS + "node")), list(root.iter(NS + "edge"))
    for what, values in [("key", ids), ("node", [n.get("id") for n in nodes]), ("edge", [e.get("id") for e in edges])]:
        same(f"unique {what} ids", len(values), len(set(values)))
    weights = {e.get("id"): float(next(d.text for d in e if d.get("key") == "edge_weight")) for e in edges}

    graph = networkx.read_graphml(path, force_multigraph=True)
    same("NetworkX: nodes", len(nodes), graph.number_of_nodes())
    same("NetworkX: edges", len(edges), graph.number_of_edges())
    same("NetworkX: directed", True, graph.is_directed())
    same("NetworkX: edge ids and weights", weights, {k: d["weight"] for _, _, k, d in graph.edges(keys=True, data=True)})
    for on, things in [("node", graph.nodes(data=True)), ("edge", ((e, d) for *e, d in graph.edges(data=True)))]:
        for thing, data in things:
            for name, value in data.items():
                same(f"NetworkX: type of {name} of {thing}", keys[on, name], type(value))

    graph = igraph.Graph.Read_GraphML(path)
    same("igraph: nodes", len(nodes), graph.vcount())
    same("igraph: edges", len(edges), graph.ecount())
    same("igraph: directed", True, graph.is_directed())
    if edges:
        same("igraph: weights", sorted(weights.values()), sorted(graph.es["weight"]))
    for on, names in [("node", graph.vs.attributes()), ("edge", graph.es.attributes())]:
        same(f"igraph: attributes of {on}s", sorted(n for o, n in keys if o == on), sorted(set(names) - {"id"}))
    same("igraph: labels", [n[0].text for n in nodes], graph.vs["label"] if nodes else [])
    print(f"{path}: {len(nodes)} nodes, {len(edges)} edges, read alike by NetworkX {networkx.__version__} and igraph {igraph.__version__}")


main(sys.argv[1])

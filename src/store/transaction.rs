//! A change as one transaction.

use super::embedded::evaluator;
use super::{Change, StoreError};
use oxigraph::model::{GraphName, Quad};
use spargebra::GraphUpdateOperation;
use spargebra::term::{GraphName as DataGraph, GroundQuad, Quad as DataQuad};

/// Removes and inserts in one write batch.
///
/// An update of data alone is just that in Oxigraph; its transactions, which can also read, keep an index of
/// the batch and take longer.
pub(super) fn commit(store: &oxigraph::store::Store, change: Change) -> Result<(), StoreError> {
    let remove =
        change.remove.into_iter().filter_map(|quad| GroundQuad::try_from(data(quad)?).ok()).collect();
    let insert = change.insert.into_iter().filter_map(data).collect();
    let operations = vec![
        GraphUpdateOperation::DeleteData { data: remove },
        GraphUpdateOperation::InsertData { data: insert },
    ];
    let update = spargebra::Update { base_iri: None, operations };
    Ok(evaluator().for_update(update).on_store(store).execute()?)
}

/// A quad as updates spell it. Graphs that are blank nodes do not occur.
fn data(quad: Quad) -> Option<DataQuad> {
    let graph_name = match quad.graph_name {
        GraphName::NamedNode(name) => DataGraph::NamedNode(name),
        GraphName::DefaultGraph => DataGraph::DefaultGraph,
        GraphName::BlankNode(_) => return None,
    };
    Some(DataQuad { subject: quad.subject, predicate: quad.predicate, object: quad.object, graph_name })
}

//! What outsiders hold the record against: the city's public key and the signed head of the record.
//!
//! Whoever keeps both can verify receipts without us and see later whether history was rewritten.

use crate::desk::Desk;
use crate::problem::Problem;
use axum::Json;
use serde_json::{Value, json};

/// `GET /api/v1/proof`: the key as `yimen verify --key` takes it, the checkpoint as `yimen audit --checkpoint` does.
pub(super) async fn show(desk: Desk) -> Result<Json<Value>, Problem> {
    let (key, checkpoint) = desk
        .ask(|city, _, _| Ok((city.ledger().public_key(), city.ledger().checkpoint()?.to_string())))
        .await?;
    Ok(Json(json!({ "public_key": key, "checkpoint": checkpoint })))
}

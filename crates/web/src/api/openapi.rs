//! The description that programs read (OpenAPI 3.1). It is written by hand where words are needed; the steps come
//! from their table, and a test holds it against the declared routes.

use super::step_body::{Fact, FactKind};
use super::{difficulties, files, ratings, seal, steps};
use axum::Json;
use serde_json::{Map, Value, json};

/// `GET /api/openapi.json`.
pub(super) async fn show() -> Json<Value> {
    Json(document())
}

/// The whole document.
pub(super) fn document() -> Value {
    let mut paths = fixed_paths();
    for step in steps::all() {
        let path = format!("/api/v1/cases/{{number}}/{}", step.path);
        let answer = json!({ "description": "taken", "content": json_of("#/components/schemas/Standing") });
        let operation = json!({
            "operationId": format!("case_{}", step.path.replace('-', "_")),
            "parameters": [number(), key()],
            "security": security("cases:write"),
            "requestBody": { "content": { "application/json": { "schema": facts(step.facts) } } },
            "responses": responses("200", answer),
        });
        paths.insert(path, json!({ "post": operation }));
    }
    paths.extend(after_paths());
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Yimen", "version": app::RELEASE, "license": { "name": env!("CARGO_PKG_LICENSE") } },
        "paths": paths,
        "components": {
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer" },
                "session": { "type": "apiKey", "in": "cookie", "name": crate::desk::SESSION_COOKIE },
            },
            "schemas": schemas(),
        },
    })
}

fn fixed_paths() -> Map<String, Value> {
    let plain = |about: &str| json!({ "description": about, "content": { "application/json": {} } });
    let page = json!([query("after", "string"), query("limit", "integer")]);
    let paths = json!({
        "/api/openapi.json": { "get": get("description", json!([]), None, plain("this document")) },
        "/api/v1/proof": {
            "get": get("proof", json!([]), None, plain("the city's public key and the signed head of its record")),
        },
        "/api/v1/matters": { "get": get("matters", page.clone(), None, plain("items and the next cursor")) },
        "/api/v1/matters/{code}": {
            "get": get("matter", json!([in_path("code")]), None, plain("the version in force")),
        },
        "/api/v1/cases": {
            "get": get("cases", page, Some("cases:read"), plain("items and the next cursor")),
            "post": {
                "operationId": "apply",
                "parameters": [key()],
                "security": security("cases:write"),
                "requestBody": { "required": true, "content": json_of("#/components/schemas/Application") },
                "responses": responses("201", json!({
                    "description": "received", "content": json_of("#/components/schemas/Standing"),
                })),
            },
        },
        "/api/v1/cases/{number}": {
            "get": get("case", json!([number()]), Some("cases:read"), plain("the case")),
        },
        "/api/v1/cases/{number}/receipt": {
            "get": get("receipt", json!([number()]), Some("cases:read"), plain("the receipt file")),
        },
    });
    match paths {
        Value::Object(paths) => paths,
        _ => Map::new(),
    }
}

/// Ratings, difficulties and files.
fn after_paths() -> Map<String, Value> {
    let plain = |about: &str| json!({ "description": about, "content": { "application/json": {} } });
    let read =
        |name: &str, parameters: Value, about: &str| get(name, parameters, Some("cases:read"), plain(about));
    let one = || json!([number()]);
    let mut paths: Map<String, Value> = [
        (
            "/api/v1/cases/{number}/rating",
            json!({
                "get": read("rating", one(), "the rating with its answers"),
                "post": post("rate", json!([number(), key()]), facts(ratings::WORDS), "201", plain("rated")),
            }),
        ),
        (
            "/api/v1/cases/{number}/rating/addition",
            json!({ "post": post(
                "rate_again", json!([number(), key()]), facts(ratings::WORDS), "201", plain("added"),
            ) }),
        ),
        (
            "/api/v1/difficulties",
            json!({
                "get": read(
                    "difficulties", json!([query("closed", "boolean"), query("limit", "integer")]), "items",
                ),
                "post": post(
                    "report_difficulty", json!([key()]), facts(difficulties::FACTS), "201", plain("reported"),
                ),
            }),
        ),
        (
            "/api/v1/difficulties/{number}",
            json!({ "get": read("difficulty", one(), "the difficulty with its answers") }),
        ),
        (
            "/api/v1/drafts",
            json!({ "post": post("begin", json!([key()]), facts(files::FACTS), "201", plain("begun")) }),
        ),
        (
            "/api/v1/cases/{number}/seal",
            json!({ "post": post("seal", json!([number(), key()]), facts(seal::FACTS), "200", plain("sealed")) }),
        ),
        ("/api/v1/drafts/{draft}/files/{material}", json!({ "post": file("file_to_draft", "draft") })),
        ("/api/v1/cases/{number}/files/{material}", json!({ "post": file("file_to_case", "number") })),
    ]
    .into_iter()
    .map(|(path, operations)| (path.to_owned(), operations))
    .collect();
    let ratings =
        ratings::STEPS.iter().map(|step| ("/api/v1/cases/{number}/rating", "rating", step.path, step.facts));
    let stuck = difficulties::STEPS
        .iter()
        .map(|step| ("/api/v1/difficulties/{number}", "difficulty", step.path, step.facts));
    for (place, about, path, known) in ratings.chain(stuck) {
        let name = format!("{about}_{}", path.replace('-', "_"));
        let operation = post(&name, json!([number(), key()]), facts(known), "200", plain("taken"));
        paths.insert(format!("{place}/{path}"), json!({ "post": operation }));
    }
    paths
}

fn post(name: &str, parameters: Value, body: Value, status: &str, answer: Value) -> Value {
    json!({
        "operationId": name, "parameters": parameters, "security": security("cases:write"),
        "requestBody": { "content": { "application/json": { "schema": body } } },
        "responses": responses(status, answer),
    })
}

/// A body that is a file: its kind is found by its content, whatever the header says.
fn file(name: &str, place: &str) -> Value {
    let answer = json!({ "description": "kept", "content": json_of("#/components/schemas/File") });
    json!({
        "operationId": name,
        "parameters": [in_path(place), in_path("material"), query("name", "string"), key()],
        "security": security("cases:write"),
        "requestBody": { "required": true, "content": { "application/octet-stream": {} } },
        "responses": responses("201", answer),
    })
}

fn get(name: &str, parameters: Value, scope: Option<&str>, answer: Value) -> Value {
    let security = scope.map_or_else(|| json!([{}]), security);
    let responses = responses("200", answer);
    json!({ "operationId": name, "parameters": parameters, "security": security, "responses": responses })
}

fn security(scope: &str) -> Value {
    json!([{ "token": [scope] }, { "session": [] }])
}

fn responses(status: &str, answer: Value) -> Value {
    let problem = json!({
        "description": "not done",
        "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
    });
    json!({ status: answer, "default": problem })
}

fn json_of(schema: &str) -> Value {
    json!({ "application/json": { "schema": { "$ref": schema } } })
}

fn in_path(name: &str) -> Value {
    json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
}

fn number() -> Value {
    in_path("number")
}

fn query(name: &str, kind: &str) -> Value {
    json!({ "name": name, "in": "query", "schema": { "type": kind } })
}

fn key() -> Value {
    json!({ "name": "Idempotency-Key", "in": "header", "schema": { "type": "string", "maxLength": 128 } })
}

/// The schema of a step's body.
fn facts(facts: &[Fact]) -> Value {
    let kind = |fact: &Fact| match fact.kind {
        FactKind::Text => json!({ "type": "string" }),
        FactKind::YesNo => json!({ "type": "boolean" }),
        FactKind::Number => json!({ "type": "integer" }),
        FactKind::List => json!({ "type": "array" }),
        FactKind::Any => json!({}),
    };
    let mut properties: Map<String, Value> =
        facts.iter().map(|fact| (fact.name.to_owned(), kind(fact))).collect();
    properties.insert("seen".to_owned(), json!({ "type": "integer" }));
    let needed: Vec<_> = facts.iter().filter(|fact| fact.needed).map(|fact| fact.name).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties, "required": needed })
}

fn schemas() -> Value {
    let text = json!({ "type": "string" });
    let texts = json!({ "type": "array", "items": { "type": "string" } });
    json!({
        "Standing": {
            "type": "object",
            "properties": {
                "number": text, "status": text, "matter": text, "version": { "type": "integer" },
                "received_at": { "type": "string", "format": "date-time" },
                "due": { "$ref": "#/components/schemas/Due" },
                "deadlines": { "type": "array", "items": { "$ref": "#/components/schemas/Due" } },
                "href": text,
            },
        },
        "Due": {
            "type": ["object", "null"],
            "properties": {
                "for": {}, "at": { "type": ["string", "null"], "format": "date-time" },
                "provisional": { "type": "boolean" }, "turn": text, "why": texts, "steps": { "type": "array" },
            },
        },
        "Application": {
            "type": "object",
            "required": ["matter"],
            "properties": {
                "matter": text, "version": { "type": "integer" },
                "applicant": { "description": "caller, or person or organisation for those who may name others" },
                "situations": { "type": "object" }, "form": { "type": "object" },
                "materials": { "type": "array", "items": { "type": "object", "required": ["material", "how"],
                    "properties": { "material": text, "how": text, "files": texts } } },
                "gaps": texts, "commitments": texts, "delivery": { "type": "object" }, "draft": text,
            },
        },
        "File": {
            "type": "object",
            "properties": {
                "file": text, "material": text, "name": text, "kind": text, "size": { "type": "integer" },
            },
        },
        "Problem": {
            "type": "object",
            "properties": {
                "type": text, "title": text, "status": { "type": "integer" }, "detail": text, "next": text,
                "law": text, "reference": text, "why": text,
                "errors": { "type": "array", "items": { "type": "object",
                    "properties": { "field": text, "key": text, "sentence": text } } },
            },
        },
    })
}

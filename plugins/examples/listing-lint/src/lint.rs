//! The checks: what is wrong with the tools of a listing.

use crate::json::{Node, Value};
use crate::names;
use crate::sentinel::{Finding, Severity};
use std::collections::BTreeMap;

pub const DESCRIPTION: &str = "LISTING-LINT-DESCRIPTION";
pub const SCHEMA: &str = "LISTING-LINT-SCHEMA";
pub const LOOKALIKE: &str = "LISTING-LINT-LOOKALIKE";
pub const ANNOTATIONS: &str = "LISTING-LINT-ANNOTATIONS";

/// What the options say.
#[derive(Default)]
pub struct Settings {
    pub allows_untyped: bool,
    pub writing_words: Vec<String>,
}

/// The tools of an answer to `tools/list`: the whole JSON-RPC message, its result alone, or the array alone.
pub fn tools(root: &Node) -> &[Node] {
    let result = root.get("result").unwrap_or(root);
    match result.get("tools") {
        Some(tools) => tools.items(),
        // An array of other things has no objects with both.
        None if root.items().iter().all(|one| one.get("name").is_some() && one.get("inputSchema").is_some()) => {
            root.items()
        }
        None => &[],
    }
}

/// Everything that is wrong, tool by tool.
pub fn lint(tools: &[Node], settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    // Ordered maps: the hashed ones of the standard library ask the kernel for random numbers.
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for tool in tools.iter().filter(|tool| tool.is_object()) {
        let place = tool.get("name").map_or((tool.start, tool.start + 1), Node::inner);
        let name = tool.get("name").and_then(Node::text).unwrap_or("");
        description(tool, place, &mut findings);
        if !settings.allows_untyped {
            schema(tool, place, &mut findings);
        }
        annotations(tool, name, settings, &mut findings);
        if name.is_empty() {
            continue;
        }
        match seen.get(&names::shape(name)) {
            Some(earlier) => findings.push(lookalike(name, earlier, place)),
            None => {
                seen.insert(names::shape(name), name);
            }
        }
    }
    findings
}

fn description(tool: &Node, place: (usize, usize), findings: &mut Vec<Finding>) {
    let text = tool.get("description").and_then(Node::text).unwrap_or("");
    if text.trim().is_empty() {
        findings.push(Finding::new(DESCRIPTION, place.0, place.1));
    }
}

fn schema(tool: &Node, place: (usize, usize), findings: &mut Vec<Finding>) {
    let Some(schema) = tool.get("inputSchema").filter(|schema| schema.is_object()) else {
        let mut finding = Finding::new(SCHEMA, place.0, place.1);
        finding.message = "The tool has no input schema".to_owned();
        findings.push(finding);
        return;
    };
    let Some(properties) = schema.get("properties") else { return };
    for property in properties.members().iter().filter(|one| !is_typed(&one.value)) {
        findings.push(Finding::new(SCHEMA, property.key_start, property.key_end));
    }
}

/// Whether a schema says what values there may be, in any of JSON Schema's ways.
fn is_typed(schema: &Node) -> bool {
    const SAYING: [&str; 10] =
        ["type", "enum", "const", "$ref", "$dynamicRef", "anyOf", "oneOf", "allOf", "if", "properties"];
    match schema.value {
        // `false` allows nothing; that says it all.
        Value::Bool(allowed) => !allowed,
        _ => SAYING.iter().any(|key| schema.get(key).is_some()),
    }
}

fn annotations(tool: &Node, name: &str, settings: &Settings, findings: &mut Vec<Finding>) {
    let Some(annotations) = tool.get("annotations") else { return };
    let words = names::words(name);
    let mut contradiction = |hint: &str, place: &Node, word: &str| {
        let mut finding = Finding::new(ANNOTATIONS, place.start, place.end);
        finding.message = format!("`{hint}` contradicts `{word}` in the tool's name");
        findings.push(finding);
    };
    if let (Some(hint), Some(word)) =
        (annotations.get("readOnlyHint"), names::changing_word(&words, &settings.writing_words))
    {
        if hint.is_true() {
            contradiction("readOnlyHint: true", hint, word);
        }
    }
    if let (Some(hint), Some(word)) = (annotations.get("destructiveHint"), names::destroying_word(&words)) {
        if hint.is_false() {
            contradiction("destructiveHint: false", hint, word);
        }
    }
}

fn lookalike(name: &str, earlier: &str, place: (usize, usize)) -> Finding {
    let mut finding = Finding::new(LOOKALIKE, place.0, place.1);
    if name == earlier {
        finding.message = "Two tools have this name".to_owned();
    } else if !name.is_ascii() || !earlier.is_ascii() {
        finding.severity = Some(Severity::High);
        finding.evidence = "characters of other scripts or invisible ones make the difference".to_owned();
    }
    finding
}

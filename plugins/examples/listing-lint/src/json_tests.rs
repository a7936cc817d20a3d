//! Tests of the reader.

use super::*;

fn string(text: &str) -> String {
    parse(text.as_bytes()).unwrap().text().unwrap().to_owned()
}

#[test]
fn knows_every_kind_and_its_place() {
    let text = br#" {"a": [1, -2.5e+3, true, false, null, "x"], "b": {}} "#;
    let root = parse(text).unwrap();
    assert_eq!((root.start, root.end), (1, text.len() - 1));
    let items = root.get("a").unwrap().items();
    assert_eq!(items.len(), 6);
    assert_eq!(&text[items[1].start..items[1].end], b"-2.5e+3");
    assert!(items[2].is_true() && items[3].is_false());
    assert_eq!(items[5].inner(), (items[5].start + 1, items[5].end - 1));
    let member = root.member("b").unwrap();
    assert_eq!(&text[member.key_start..member.key_end], b"b");
    assert!(member.value.is_object());
}

#[test]
fn takes_the_last_of_equal_names() {
    assert_eq!(parse(br#"{"a": 1, "a": "x"}"#).unwrap().get("a").unwrap().text(), Some("x"));
}

#[test]
fn decodes_strings() {
    assert_eq!(string(r#""\"\\\/\b\f\n\r\t\u00e9""#), "\"\\/\u{8}\u{c}\n\r\té");
    assert_eq!(string(r#""\ud83d\ude00""#), "😀");
    assert_eq!(string(r#""\ud83d""#), "\u{fffd}");
    assert_eq!(string(r#""\ud83d\u0041""#), "\u{fffd}A");
    assert_eq!(string(r#""\ude00""#), "\u{fffd}");
    assert_eq!(parse(b"\"\xff\"").unwrap().text(), Some("\u{fffd}"));
}

#[test]
fn says_where_a_mistake_is() {
    for (text, at) in [
        ("", 0),
        ("[1", 2),
        ("[1,]", 3),
        ("{\"a\" 1}", 5),
        ("{a: 1}", 1),
        ("\"a", 2),
        ("\"\\x\"", 2),
        ("\"\\u12\"", 5),
        ("1 2", 2),
        ("tru", 0),
        ("-", 1),
        ("1.", 2),
        ("01", 1),
        ("\"\n\"", 1),
    ] {
        assert_eq!(parse(text.as_bytes()).unwrap_err().at, at, "{text:?}");
    }
}

#[test]
fn depth_and_number_are_limited() {
    assert_eq!(parse(&b"[".repeat(1_000_000)).unwrap_err().what, "too deep");
    assert_eq!(parse(&b"{\"a\":".repeat(1_000_000)).unwrap_err().what, "too deep");
    let deepest = [b"[".repeat(DEEPEST), b"]".repeat(DEEPEST)].concat();
    assert!(parse(&deepest).is_ok());
    let many = [b"[".to_vec(), b"0,".repeat(MOST_VALUES), b"0]".to_vec()].concat();
    assert_eq!(parse(&many).unwrap_err().what, "too many values");
}

#[test]
fn skips_a_byte_order_mark() {
    assert!(parse(b"\xEF\xBB\xBF{}").is_ok());
}

/// Nothing that is nearly JSON makes it fall over, and places stay inside of the text.
#[test]
fn survives_changed_text() {
    const BYTES: &[u8] = b"\"\\{}[]:,u0d8e-.\0\xff \n";
    let sample = r#"{"tools": [{"name": "a\u00e9\ud83d\ude00", "x": [1.5e-7, true, null, {"y": "z"}]}]}"#.as_bytes();
    let mut state: u32 = 7;
    let mut next = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    for _ in 0..20_000 {
        let mut text = sample[..next(sample.len() + 1)].to_vec();
        for _ in 0..3 {
            if !text.is_empty() {
                let at = next(text.len());
                text[at] = BYTES[next(BYTES.len())];
            }
        }
        if let Ok(node) = parse(&text) {
            assert!(node.start < node.end && node.end <= text.len());
        }
    }
}

//! What names of tools look like, and what they say.

/// The name as it looks: case folded, letters of other scripts that look like Latin ones replaced by these, invisible
/// characters taken out. Names that are seen as one have the same shape.
pub fn shape(name: &str) -> String {
    name.chars().filter(|&one| !is_invisible(one)).flat_map(|one| latin(one).to_lowercase()).map(look).collect()
}

/// Letters and digits that are hard to tell apart once the case is folded: `I`, `l` and `1`; `O` and `0`.
fn look(one: char) -> char {
    match one {
        '1' | '|' => 'l',
        '0' => 'o',
        _ => one,
    }
}

fn is_invisible(one: char) -> bool {
    matches!(one, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// The Latin letter that a letter of another script looks like (from Unicode's confusables, those of single letters).
fn latin(one: char) -> char {
    #[rustfmt::skip]
    const CYRILLIC: &[(char, char)] = &[
        ('а', 'a'), ('в', 'b'), ('с', 'c'), ('ԁ', 'd'), ('е', 'e'), ('һ', 'h'), ('і', 'i'), ('ј', 'j'), ('к', 'k'),
        ('ӏ', 'l'), ('м', 'm'), ('н', 'h'), ('о', 'o'), ('р', 'p'), ('ԛ', 'q'), ('ѕ', 's'), ('т', 't'), ('ѵ', 'v'),
        ('ԝ', 'w'), ('х', 'x'), ('у', 'y'), ('ү', 'y'), ('А', 'A'), ('В', 'B'), ('С', 'C'), ('Е', 'E'), ('Н', 'H'),
        ('І', 'I'), ('Ј', 'J'), ('К', 'K'), ('Ӏ', 'l'), ('М', 'M'), ('О', 'O'), ('Р', 'P'), ('Ѕ', 'S'), ('Т', 'T'),
        ('Х', 'X'), ('У', 'Y'),
    ];
    #[rustfmt::skip]
    const OTHERS: &[(char, char)] = &[
        ('α', 'a'), ('γ', 'y'), ('ι', 'i'), ('κ', 'k'), ('ν', 'v'), ('ο', 'o'), ('ρ', 'p'), ('τ', 't'), ('υ', 'u'),
        ('χ', 'x'), ('Α', 'A'), ('Β', 'B'), ('Ε', 'E'), ('Ζ', 'Z'), ('Η', 'H'), ('Ι', 'I'), ('Κ', 'K'), ('Μ', 'M'),
        ('Ν', 'N'), ('Ο', 'O'), ('Ρ', 'P'), ('Τ', 'T'), ('Υ', 'Y'), ('Χ', 'X'), ('ı', 'i'), ('ɡ', 'g'), ('ſ', 's'),
        ('ɑ', 'a'), ('օ', 'o'), ('ս', 'u'), ('հ', 'h'), ('‐', '-'), ('‑', '-'), ('‒', '-'), ('–', '-'), ('—', '-'),
        ('−', '-'), ('․', '.'), ('⁄', '/'), ('∕', '/'),
    ];
    match one {
        // Full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(one as u32 - 0xfee0).unwrap_or(one),
        _ if one.is_ascii() => one,
        _ => CYRILLIC.iter().chain(OTHERS).find(|pair| pair.0 == one).map_or(one, |pair| pair.1),
    }
}

/// The words of a name in snake_case, kebab-case or camelCase, in lower case.
pub fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before_is_lower = false;
    for one in name.chars() {
        if !one.is_alphanumeric() || (one.is_uppercase() && before_is_lower) {
            words.push(String::new());
        }
        if let (true, Some(word)) = (one.is_alphanumeric(), words.last_mut()) {
            word.extend(one.to_lowercase());
        }
        before_is_lower = one.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What begins the name of a tool that only looks, whatever follows: `list_deleted_files`, `get_update_status`.
#[rustfmt::skip]
const READING: &[&str] = &[
    "get", "list", "read", "search", "find", "show", "describe", "fetch", "query", "view", "check", "count", "is",
    "has", "can", "should", "validate", "verify", "preview", "diff", "explain", "lookup", "watch", "status",
    "inspect",
    "plan", "estimate", "simulate", "dry", "download", "summarize", "analyze", "how", "what", "docs", "help",
];
/// Words that say, anywhere in a name, that something is destroyed.
#[rustfmt::skip]
const DESTROYING: &[&str] =
    &["delete", "remove", "drop", "destroy", "purge", "erase", "truncate", "wipe", "overwrite",
    "uninstall", "terminate"];
/// Words that say so of any other change.
#[rustfmt::skip]
const CHANGING: &[&str] =
    &["write", "create", "update", "insert", "upsert", "rename", "upload", "publish", "install",
    "deploy", "revoke"];
/// Words that say so at the beginning only: elsewhere they are mostly nouns.
#[rustfmt::skip]
const CHANGING_FIRST: &[&str] =
    &["set", "add", "put", "post", "patch", "edit", "modify", "move", "send", "append", "replace", "save", "kill"];

/// The word that says that a tool destroys something.
pub fn destroying_word(words: &[String]) -> Option<&str> {
    if words.first().is_some_and(|first| READING.contains(&first.as_str())) {
        return None;
    }
    words.iter().map(String::as_str).find(|word| DESTROYING.contains(word))
}

/// The word that says that a tool changes something. `more` are words of the user's.
pub fn changing_word<'a>(words: &'a [String], more: &[String]) -> Option<&'a str> {
    let first = words.first()?;
    if more.contains(first) || CHANGING_FIRST.contains(&first.as_str()) {
        return Some(first);
    }
    if READING.contains(&first.as_str()) {
        return None;
    }
    let mut all = words.iter().map(String::as_str);
    all.find(|word| DESTROYING.contains(word) || CHANGING.contains(word) || more.iter().any(|one| one == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for (one, other) in [
            ("read_file", "READ_FILE"),
            ("read_file", "rеad_file"),
            ("read_file", "read\u{200b}_file"),
            ("read-file", "read‑file"),
            ("tool0", "toolO"),
            ("tool1", "tooll"),
            ("ｒead", "read"),
        ] {
            assert_eq!(shape(one), shape(other), "{one} {other}");
        }
        for (one, other) in [("read_file", "read_files"), ("get", "set"), ("читать", "писать"), ("", "a")]
        {
            assert_ne!(shape(one), shape(other), "{one} {other}");
        }
    }

    #[test]
    fn splits_words() {
        assert_eq!(words("deleteUserById"), ["delete", "user", "by", "id"]);
        assert_eq!(words("db.drop-table__now"), ["db", "drop", "table", "now"]);
        assert_eq!(words("HTTPGet"), ["httpget"]);
        assert!(words("--").is_empty());
    }

    #[test]
    fn tells_changing_names() {
        for name in ["delete_file", "fileDelete", "repo.create_branch", "set_value", "send-mail", "moveFile"] {
            assert!(changing_word(&words(name), &[]).is_some(), "{name}");
        }
        for name in
            ["list_deleted", "get_update_status", "data_set", "search_posts", "created_files", "email_post", ""]
        {
            assert!(changing_word(&words(name), &[]).is_none(), "{name}");
        }
        assert!(destroying_word(&words("table_drop")).is_some());
        assert!(destroying_word(&words("write_file")).is_none());
        assert_eq!(changing_word(&words("buchung_anlegen"), &["anlegen".to_owned()]), Some("anlegen"));
    }
}

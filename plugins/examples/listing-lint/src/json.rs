//! JSON (RFC 8259) with the place of each value, for text of unknown origin: depth and number of values are limited.

/// A value and the bytes it stands in.
#[derive(Debug, PartialEq)]
pub struct Node {
    pub value: Value,
    pub start: usize,
    pub end: usize,
}

#[derive(Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    /// As it is written.
    Number,
    String(String),
    Array(Vec<Node>),
    Object(Vec<Member>),
}

#[derive(Debug, PartialEq)]
pub struct Member {
    pub key: String,
    /// The key, without its quotes.
    pub key_start: usize,
    pub key_end: usize,
    pub value: Node,
}

/// What is wrong, and where.
#[derive(Debug, PartialEq)]
pub struct Mistake {
    pub at: usize,
    pub what: &'static str,
}

pub const DEEPEST: usize = 128;
pub const MOST_VALUES: usize = 1_000_000;

impl Node {
    pub fn members(&self) -> &[Member] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::Array(items) => items,
            _ => &[],
        }
    }

    /// The last member of that name: the one that most readers take.
    pub fn member(&self, key: &str) -> Option<&Member> {
        self.members().iter().rev().find(|member| member.key == key)
    }

    pub fn get(&self, key: &str) -> Option<&Node> {
        self.member(key).map(|member| &member.value)
    }

    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    pub fn is_object(&self) -> bool {
        matches!(self.value, Value::Object(_))
    }

    pub fn is_true(&self) -> bool {
        self.value == Value::Bool(true)
    }

    pub fn is_false(&self) -> bool {
        self.value == Value::Bool(false)
    }

    /// The place of a string without its quotes; the whole place of anything else.
    pub fn inner(&self) -> (usize, usize) {
        match self.value {
            Value::String(_) => (self.start + 1, self.end - 1),
            _ => (self.start, self.end),
        }
    }
}

/// Reads one value that fills `text`, but for white space and a byte order mark.
pub fn parse(text: &[u8]) -> Result<Node, Mistake> {
    let at = if text.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let mut reader = Reader { text, at, values: 0 };
    reader.space();
    let node = reader.value(0)?;
    reader.space();
    if reader.at < text.len() {
        return Err(reader.mistake("something stands behind the value"));
    }
    Ok(node)
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
    values: usize,
}

impl Reader<'_> {
    fn mistake(&self, what: &'static str) -> Mistake {
        Mistake { at: self.at, what }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn takes(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += is_there as usize;
        is_there
    }

    fn value(&mut self, depth: usize) -> Result<Node, Mistake> {
        self.values += 1;
        if depth > DEEPEST {
            return Err(self.mistake("too deep"));
        }
        if self.values > MOST_VALUES {
            return Err(self.mistake("too many values"));
        }
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"') => Value::String(self.string()?),
            Some(b't') => self.word(b"true", Value::Bool(true))?,
            Some(b'f') => self.word(b"false", Value::Bool(false))?,
            Some(b'n') => self.word(b"null", Value::Null)?,
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => return Err(self.mistake("a value is missing")),
        };
        Ok(Node { value, start, end: self.at })
    }

    fn word(&mut self, word: &'static [u8], value: Value) -> Result<Value, Mistake> {
        if !self.text[self.at..].starts_with(word) {
            return Err(self.mistake("a value is missing"));
        }
        self.at += word.len();
        Ok(value)
    }

    fn digits(&mut self) -> Result<(), Mistake> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return Err(self.mistake("a digit is missing"));
        }
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Result<Value, Mistake> {
        self.takes(b'-');
        if !self.takes(b'0') {
            self.digits()?;
        }
        if self.takes(b'.') {
            self.digits()?;
        }
        if self.takes(b'e') || self.takes(b'E') {
            let _ = self.takes(b'+') || self.takes(b'-');
            self.digits()?;
        }
        Ok(Value::Number)
    }

    fn array(&mut self, depth: usize) -> Result<Value, Mistake> {
        let mut items = Vec::new();
        self.at += 1;
        self.space();
        if self.takes(b']') {
            return Ok(Value::Array(items));
        }
        loop {
            self.space();
            items.push(self.value(depth + 1)?);
            self.space();
            if self.takes(b']') {
                return Ok(Value::Array(items));
            }
            if !self.takes(b',') {
                return Err(self.mistake("a comma is missing"));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, Mistake> {
        let mut members = Vec::new();
        self.at += 1;
        self.space();
        if self.takes(b'}') {
            return Ok(Value::Object(members));
        }
        loop {
            self.space();
            if self.peek() != Some(b'"') {
                return Err(self.mistake("a name is missing"));
            }
            let key_start = self.at + 1;
            let key = self.string()?;
            let key_end = self.at - 1;
            self.space();
            if !self.takes(b':') {
                return Err(self.mistake("a colon is missing"));
            }
            self.space();
            let value = self.value(depth + 1)?;
            members.push(Member { key, key_start, key_end, value });
            self.space();
            if self.takes(b'}') {
                return Ok(Value::Object(members));
            }
            if !self.takes(b',') {
                return Err(self.mistake("a comma is missing"));
            }
        }
    }

    /// A string; bytes that are not UTF-8 and lone surrogates become U+FFFD.
    fn string(&mut self) -> Result<String, Mistake> {
        let mut bytes = Vec::new();
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err(self.mistake("a string does not end")),
                Some(b'"') => break,
                Some(0..=0x1F) => return Err(self.mistake("a control character stands in a string")),
                Some(b'\\') => {
                    self.at += 1;
                    let character = self.escape()?;
                    bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                }
                Some(byte) => {
                    bytes.push(byte);
                    self.at += 1;
                }
            }
        }
        self.at += 1;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn escape(&mut self) -> Result<char, Mistake> {
        let character = match self.peek() {
            Some(byte @ (b'"' | b'\\' | b'/')) => byte as char,
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.unicode();
            }
            _ => return Err(self.mistake("an escape that there is not")),
        };
        self.at += 1;
        Ok(character)
    }

    fn unicode(&mut self) -> Result<char, Mistake> {
        let first = self.four_digits()?;
        if (0xD800..0xDC00).contains(&first) && self.text[self.at..].starts_with(b"\\u") {
            let back = self.at;
            self.at += 2;
            let second = self.four_digits()?;
            if (0xDC00..0xE000).contains(&second) {
                let joined = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                return Ok(char::from_u32(joined).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            // The second stands for itself.
            self.at = back;
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn four_digits(&mut self) -> Result<u32, Mistake> {
        let mut value = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| (byte as char).to_digit(16));
            value = value * 16 + digit.ok_or_else(|| self.mistake("a hexadecimal digit is missing"))?;
            self.at += 1;
        }
        Ok(value)
    }
}

#[cfg(test)]
#[path = "json_tests.rs"]
mod tests;

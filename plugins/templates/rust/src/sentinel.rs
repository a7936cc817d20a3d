//! The plugin API of MCP Sentinel as safe Rust: everything that is `unsafe` in this plugin is here.
//!
//! Implement [`Plugin`] and name your type once in `sentinel::plugin!(Type)`, which exports the one symbol a plugin
//! has. No panic crosses the border: a release build aborts (Cargo.toml), other builds turn one into a failure of the
//! call.

// A plugin uses the part that it needs.
#![allow(dead_code)]

use core::ffi::c_void;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::OnceLock;

pub mod raw;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Severity {
    Info = 0,
    Low = 1,
    Medium = 2,
    High = 3,
    Critical = 4,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Confidence {
    Low = 0,
    Medium = 1,
    High = 2,
}

/// A failure, as one of the MCPS_ERR_* values. It becomes a diagnostic that names plugin and file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Error(pub i32);

/// A rule, with the fields of rule files. Start from `Rule::NEW`.
pub struct Rule {
    /// Begins with the plugin's id in upper case and a hyphen.
    pub id: &'static str,
    pub severity: Severity,
    pub confidence: Confidence,
    /// Findings are secrets: masked wherever they would be shown.
    pub is_secret: bool,
    pub title: &'static str,
    /// As in rule files, such as "command-injection".
    pub category: &'static str,
    /// Numbers separated by spaces.
    pub cwe: &'static str,
    pub message: &'static str,
    pub why: &'static str,
    pub fix: &'static str,
    /// Addresses, one a line.
    pub references: &'static str,
    /// For rules that the host searches for: see `Plugin::accept`.
    pub pattern: &'static str,
    pub keywords: &'static str,
    pub applies_to: &'static str,
    pub max_length: u32,
}

impl Rule {
    pub const NEW: Rule = Rule {
        id: "",
        severity: Severity::Medium,
        confidence: Confidence::Medium,
        is_secret: false,
        title: "",
        category: "other",
        cwe: "",
        message: "",
        why: "",
        fix: "",
        references: "",
        pattern: "",
        keywords: "",
        applies_to: "",
        max_length: 0,
    };
}

/// What an option may be; bounds and default are checked by the host.
pub enum OptionKind {
    Bool,
    Int {
        minimum: i64,
        maximum: i64,
    },
    /// The choices, one a line.
    Choice(&'static str),
    String,
    /// Items separated by newlines.
    List,
}

pub struct OptionSpec {
    pub name: &'static str,
    pub kind: OptionKind,
    pub help: &'static str,
    pub default: &'static str,
}

/// A sample: `plugins check` tries it. The rule must fire where the text is marked with ⟦ and ⟧, and only there.
pub struct Example {
    pub fires: bool,
    pub rule: &'static str,
    pub file: &'static str,
    pub text: &'static str,
}

/// What the plugin is.
pub struct Description {
    /// Lower-case letters, digits and hyphens.
    pub id: &'static str,
    pub version: &'static str,
    pub title: &'static str,
    /// Types of files, separated by spaces; empty for all.
    pub file_types: &'static str,
    /// A sum of `raw::ANALYZE_FILE`, `raw::ANALYZE_LISTING` and `raw::PATTERNS`.
    pub capabilities: u32,
    pub rules: &'static [Rule],
    pub options: &'static [OptionSpec],
    pub examples: &'static [Example],
}

/// A plugin's instance: made once, shared by all threads.
pub trait Plugin: Send + Sync + Sized + 'static {
    const DESCRIPTION: Description;

    /// Called once, when all options have their values.
    fn create(host: &Host) -> Result<Self, Error>;

    fn scan_file(&self, _host: &Host, _file: &File) -> Result<(), Error> {
        Ok(())
    }

    /// `file` is the JSON answer to `tools/list`, `prompts/list` or `resources/list`.
    fn scan_listing(&self, _host: &Host, _file: &File) -> Result<(), Error> {
        Ok(())
    }

    /// Whether a match of a rule's pattern is what the rule means.
    fn accept(&self, _host: &Host, _file: &File, _place: &Match) -> Result<bool, Error> {
        Ok(true)
    }
}

/// A file or a listing. `content` may hold any bytes.
pub struct File<'a> {
    pub path: &'a [u8],
    pub content: &'a [u8],
    /// Such as "json yaml".
    pub types: &'a str,
}

pub struct Match<'a> {
    pub rule: &'a str,
    pub start: usize,
    pub end: usize,
}

/// A place in the present file. Start from `Finding::new`.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub rule: &'static str,
    pub start: usize,
    pub end: usize,
    /// The rule's, unless it is said.
    pub severity: Option<Severity>,
    pub confidence: Option<Confidence>,
    /// The part that must not be shown.
    pub secret: std::ops::Range<usize>,
    /// One sentence about this place; empty for the rule's. Longer ones than 1,000 bytes are cut.
    pub message: String,
    /// Why severity or confidence differ from the rule's.
    pub evidence: String,
}

impl Finding {
    pub fn new(rule: &'static str, start: usize, end: usize) -> Finding {
        Finding {
            rule,
            start,
            end,
            severity: None,
            confidence: None,
            secret: 0..0,
            message: String::new(),
            evidence: String::new(),
        }
    }
}

/// The places of a match and its groups; `None` for a group that took no part.
pub type Spans<const N: usize> = [Option<(usize, usize)>; N];

/// What the scanner lends for the time of a call.
pub struct Host(*const raw::Host);

impl Host {
    /// Says a line to the user, as a diagnostic.
    pub fn log(&self, severity: Severity, text: &str) {
        // SAFETY: the host is valid during the call that lent it, and copies the text.
        unsafe { ((*self.0).log)(self.0, severity as i32, text.as_ptr().cast(), text.len()) }
    }

    /// Reports a finding. `Ok(false)`: the file has had its share of findings; return.
    pub fn report(&self, finding: &Finding) -> Result<bool, Error> {
        let rule = Terminated::new(finding.rule);
        let message = Terminated::new(cut(&finding.message));
        let evidence = Terminated::new(cut(&finding.evidence));
        let lent = raw::Finding {
            struct_size: size_of::<raw::Finding>() as u32,
            severity: finding.severity.map_or(-1, |one| one as i32),
            confidence: finding.confidence.map_or(-1, |one| one as i32),
            reserved: 0,
            rule_id: rule.text(),
            start: finding.start as u64,
            end: finding.end as u64,
            secret_start: finding.secret.start as u64,
            secret_end: finding.secret.end as u64,
            message: message.text(),
            evidence: evidence.text(),
        };
        // SAFETY: as above; the texts live until the end of this function.
        match unsafe { ((*self.0).report)(self.0, &lent) } {
            raw::LIMITED => Ok(false),
            status if status < 0 => Err(Error(status)),
            _ => Ok(true),
        }
    }

    /// The first match of a PCRE2 pattern in `subject` from `start` on: the whole and its groups, as far as `N` goes.
    pub fn find<const N: usize>(
        &self,
        pattern: &str,
        flags: u32,
        subject: &[u8],
        start: usize,
    ) -> Result<Option<Spans<N>>, Error> {
        let mut spans = [raw::Span { start: u64::MAX, end: u64::MAX }; N];
        // SAFETY: pointers and lengths belong together, and the host writes at most N spans.
        let found = unsafe {
            ((*self.0).find)(
                self.0,
                pattern.as_ptr().cast(),
                pattern.len(),
                flags,
                subject.as_ptr().cast(),
                subject.len(),
                start,
                spans.as_mut_ptr(),
                N,
            )
        };
        if found < 0 {
            return Err(Error(found));
        }
        let place = |one: raw::Span| (one.start != u64::MAX).then_some((one.start as usize, one.end as usize));
        Ok((found > 0).then(|| spans.map(place)))
    }

    /// The value of an option that the plugin declared, in its canonical form.
    pub fn option(&self, name: &str) -> Result<String, Error> {
        let name = Terminated::new(name);
        let mut value = raw::Text { data: core::ptr::null(), length: 0 };
        // SAFETY: the name ends in NUL; the value is copied while the host is valid.
        unsafe {
            let status = ((*self.0).option_get)(self.0, name.0.as_ptr().cast(), &mut value);
            if status < 0 {
                return Err(Error(status));
            }
            Ok(String::from_utf8_lossy(bytes(value)).into_owned())
        }
    }

    /// True when the work is no longer wanted: return soon.
    pub fn is_cancelled(&self) -> bool {
        // SAFETY: as above.
        unsafe { ((*self.0).is_cancelled)(self.0) != 0 }
    }
}

/// Exports the plugin: `sentinel::plugin!(Type);`, once.
#[macro_export]
macro_rules! export_plugin {
    ($type:ty) => {
        /// # Safety
        /// The host's pointers are valid, as the API says.
        #[no_mangle]
        pub unsafe extern "C" fn mcps_plugin_entry(
            host: *const $crate::sentinel::raw::Host,
            out: *mut $crate::sentinel::raw::Plugin,
        ) -> i32 {
            $crate::sentinel::border::entry::<$type>(host, out)
        }
    };
}
pub use export_plugin as plugin;

/// A text followed by NUL, as the API wants it.
struct Terminated(Vec<u8>);

impl Terminated {
    fn new(text: &str) -> Terminated {
        let mut bytes = Vec::with_capacity(text.len() + 1);
        bytes.extend_from_slice(text.as_bytes());
        bytes.push(0);
        Terminated(bytes)
    }

    fn text(&self) -> raw::Text {
        raw::Text { data: self.0.as_ptr().cast(), length: self.0.len() - 1 }
    }

    /// For texts of the description, which live as long as the library.
    fn keep(text: &str) -> raw::Text {
        let kept: &'static [u8] = Terminated::new(text).0.leak();
        raw::Text { data: kept.as_ptr().cast(), length: kept.len() - 1 }
    }
}

/// At most 1,000 bytes of whole characters.
fn cut(text: &str) -> &str {
    let mut end = text.len().min(1000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// # Safety
/// `text` is valid for `'a`.
unsafe fn bytes<'a>(text: raw::Text) -> &'a [u8] {
    if text.length == 0 {
        return &[];
    }
    core::slice::from_raw_parts(text.data.cast(), text.length)
}

pub mod border;

//! @TITLE@: a plugin for MCP Sentinel. It reports what comments say is not finished in matters of security.

mod sentinel;

use sentinel::{
    Confidence, Description, Error, Example, File, Finding, Host, OptionKind, OptionSpec, Rule, Severity,
};

/// What the options say.
struct Unfinished {
    marker: Vec<u8>,
}

impl sentinel::Plugin for Unfinished {
    const DESCRIPTION: Description = Description {
        id: "@NAME@",
        version: env!("CARGO_PKG_VERSION"),
        title: "@TITLE@",
        file_types: "",
        capabilities: sentinel::raw::ANALYZE_FILE,
        rules: &[Rule {
            id: "@ID@-UNFINISHED",
            severity: Severity::Low,
            confidence: Confidence::High,
            title: "Unfinished work on security",
            category: "other",
            cwe: "546",
            message: "A comment says that security work is unfinished",
            why: "What was to be secured later often never was.",
            fix: "Do the work, or refer to the issue in which it is planned.",
            ..Rule::NEW
        }],
        options: &[OptionSpec {
            name: "marker",
            kind: OptionKind::String,
            help: "The text to look for.",
            default: "TODO(security)",
        }],
        examples: &[
            Example {
                fires: true,
                rule: "@ID@-UNFINISHED",
                file: "server.py",
                text: "# ⟦TODO(security)⟧: check the token\n",
            },
            Example { fires: false, rule: "@ID@-UNFINISHED", file: "server.py", text: "# TODO(style): rename\n" },
        ],
    };

    fn create(host: &Host) -> Result<Self, Error> {
        Ok(Unfinished { marker: host.option("marker")?.into_bytes() })
    }

    fn scan_file(&self, host: &Host, file: &File) -> Result<(), Error> {
        for start in places(file.content, &self.marker) {
            let finding = Finding::new("@ID@-UNFINISHED", start, start + self.marker.len());
            if !host.report(&finding)? || host.is_cancelled() {
                break;
            }
        }
        Ok(())
    }
}

sentinel::plugin!(Unfinished);

/// Where `word` stands in `text`. Nothing for an empty word.
fn places<'a>(text: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    text.windows(word.len().max(1)).enumerate().filter(move |(_, part)| *part == word).map(|(start, _)| start)
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn finds_each_place() {
        assert_eq!(places(b"ab cab", b"ab").collect::<Vec<_>>(), [0, 4]);
        assert_eq!(places(b"a", b"ab").count(), 0);
        assert_eq!(places(b"ab", b"").count(), 0);
    }
}

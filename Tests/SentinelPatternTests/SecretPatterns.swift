import SentinelPattern

/// Patterns of the kind rules use.
enum SecretPatterns {
    static let sources: [String] = [
        #"\b(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b"#,
        #"gh[pousr]_[A-Za-z0-9]{36}"#,
        #"github_pat_\w{82}"#,
        #"glpat-[\w-]{20}"#,
        #"xox[baprs]-(?:[0-9]{10,13}-){1,3}[A-Za-z0-9-]{10,40}"#,
        #"https://hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{43,56}"#,
        #"AIza[\w-]{35}"#,
        #"sk_(?:live|test)_[0-9a-zA-Z]{10,99}"#,
        #"-----BEGIN[ A-Z0-9_-]{0,100}PRIVATE KEY(?: BLOCK)?-----[\s\S]{64,4096}?KEY(?: BLOCK)?-----"#,
        #"(?i)api[_-]?key\s{0,5}[:=]\s{0,5}["'][A-Za-z0-9]{16,64}["']"#,
        #"(?i)\bpassword\s{0,3}=\s{0,3}(?<value>"[^"\n]{1,80}"|'[^'\n]{1,80}')"#,
        #"(?i)secret[\w.-]{0,20}\s{0,3}(?:=|:|=>)\s{0,3}["'][^"'\s]{8,64}["']"#,
        #"eyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,500}"#,
        #"npm_[a-z0-9A-Z]{36}"#,
        #"pypi-AgEIcHlwaS5vcmc[\w-]{50,1000}"#,
        #"SG\.[\w-]{22}\.[\w-]{43}"#,
        #"(?:mysql|postgres(?:ql)?|mongodb(?:\+srv)?|redis|amqps?)://[^\s:@/]{1,64}:[^\s:@/]{1,64}@[\w.-]{1,100}"#,
        #"\beval\s{0,4}\("#,
        #"\bexec\s{0,4}\((?!\))"#,
        #"(?<![\w.])os\.system\s{0,4}\("#,
        #"subprocess\.(?:run|call|Popen|check_output)\([^)\n]{0,200}shell\s{0,3}=\s{0,3}True"#,
        #"pickle\.loads?\("#,
        #"yaml\.load\((?![^)\n]{0,100}Safe)"#,
        #"^import\s{1,8}(?:os|sys|re)\b"#,
        #"^from\s{1,4}[\w.]{1,60}\s{1,4}import\s{1,4}\*"#,
        #"\bverify\s{0,3}=\s{0,3}False\b"#,
        #"(?i)\b(?:todo|fixme)\b[^\n]{0,80}$"#,
        #"http://[\w.-]{3,100}(?::\d{1,5})?/"#,
        #"0\.0\.0\.0"#,
        #"(?:[0-9a-f]{8}-){1}[0-9a-f]{4}-"#,
        #"def\s{1,4}__init__\(self(?:,\s{0,4}\w{1,40}){2,6}\)"#,
        #"(?s)""".{10,300}?""""#,
        #"except\s{0,4}(?:Exception)?\s{0,4}:\s{1,40}pass\b"#,
        #"raise\s{1,3}NotImplementedError"#,
        #"\bassert\s{1,3}isinstance\("#,
        #"(?<=return )self\.\w{1,30}\("#,
        #"lambda\s{1,3}\w{1,20}(?:,\s?\w{1,20}){0,3}:"#,
        #"(?i)base64\.(?:b64)?decode(?:string)?\("#,
        #"\bchmod\([^)\n]{1,80}0o?777"#,
        #"(?x) random \. (?: random | randint | choice ) \( "#,
        #"socket\.AF_INET6?\b"#,
    ]

    /// Those that can be anchored; the test below pins which cannot.
    static func compiled() throws -> [Pattern] {
        try sources.filter { !unanchored.contains($0) }.map { try Pattern($0) }
    }

    /// Nothing in it is certain but hexadecimal digits.
    static let unanchored: Set<String> = [#"(?:[0-9a-f]{8}-){1}[0-9a-f]{4}-"#]
}

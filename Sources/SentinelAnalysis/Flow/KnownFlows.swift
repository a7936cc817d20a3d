internal import SentinelModel

/// What well-known functions make of what they are given. What is not listed may hand on anything.
enum KnownFlows {
    /// What a call returns.
    enum Effect {
        /// Nothing of its arguments that could do harm: numbers, digests, what is read from elsewhere.
        case harmless
        /// The same text, or one that is as long and as dangerous.
        case same
        /// The same with something known of it.
        case known(RuleBits)
        /// A path; what is absolute among the arguments wins (true), or is put behind the first (false).
        case path(absoluteWins: Bool)
        /// An address: what is absolute wins.
        case address
        /// What was coded before: no check of that is one of this.
        case decoded
        /// The number of a machine: no text, but where requests go.
        case machine
    }

    static func effect(of name: String) -> Effect? {
        if let known = functions[name] { return known }
        return KnownCalls.capabilities(of: name).isEmpty ? nil : .harmless
    }

    /// `Bun.spawn`: what a runtime brings without an import.
    static func isOfRuntime(_ dotted: String) -> Bool {
        ["Bun.", "Deno.", "globalThis.", "window."].contains(where: dotted.hasPrefix)
    }

    static func effect(ofMethod name: String) -> Effect? { methods[name] }

    private static let functions: [String: Effect] = {
        var all: [String: Effect] = [:]
        func add(_ effect: Effect, _ names: String) {
            for name in names.split(separator: " ") { all[String(name)] = effect }
        }
        add(
            .harmless,
            "len int float bool abs round isinstance issubclass hash id ord type range hasattr callable sum print")
        add(
            .harmless,
            "parseInt parseFloat Number Boolean BigInt isNaN Number.parseInt Number.parseFloat Number.isInteger")
        add(
            .harmless,
            "Array.isArray console.log console.error Math.min Math.max Math.floor Math.round Math.ceil Date.now")
        add(
            .harmless, "uuid.UUID uuid.uuid4 datetime.datetime.fromisoformat datetime.datetime.strptime decimal.Decimal"
        )
        add(
            .machine,
            "ipaddress.ip_address ipaddress.ip_network ipaddress.IPv4Address ipaddress.IPv6Address net.ParseIP socket.gethostbyname"
        )
        add(.machine, "net/netip.ParseAddr socket.inet_aton")
        add(
            .decoded,
            "urllib.parse.unquote urllib.parse.unquote_plus decodeURIComponent decodeURI unescape base64.b64decode base64.urlsafe_b64decode"
        )
        add(
            .decoded,
            "base64.decodebytes atob net/url.QueryUnescape net/url.PathUnescape html.unescape bytes.fromhex codecs.decode"
        )
        add(
            .harmless,
            "time.time random.choice secrets.token_hex secrets.token_urlsafe")
        add(
            .harmless,
            "crypto/md5.Sum crypto/sha1.Sum crypto/sha256.Sum256 crypto/sha512.Sum512 encoding/hex.EncodeToString")
        add(
            .harmless,
            "hashlib.md5 hashlib.sha1 hashlib.sha256 hashlib.sha512 hashlib.blake2b hashlib.new hmac.new zlib.crc32")
        add(
            .harmless,
            "os.path.exists os.path.isfile os.path.isdir os.path.getsize os.path.getmtime os.stat os.access shutil.which"
        )
        add(
            .harmless,
            "fs.existsSync fs.statSync fs.accessSync path.isAbsolute os.path.isabs crypto.createHash crypto.randomUUID")
        add(
            .harmless,
            "strconv.Atoi strconv.ParseInt strconv.ParseFloat strconv.ParseBool os.Stat os.Lstat strings.Count")
        add(
            .harmless,
            "mcp.ParseInt mcp.ParseInt64 mcp.ParseFloat64 mcp.ParseBoolean fmt.Println fmt.Printf log.Printf uuid.Parse"
        )
        add(
            .harmless,
            "json.load yaml.safe_load yaml.load open io.open os.open os.listdir os.environ.get os.getenv getattr")
        add(
            .same,
            "str repr bytes bytearray list tuple set dict sorted reversed copy.copy copy.deepcopy String Object.assign")
        add(
            .same,
            "Object.entries Object.values Array.from pathlib.Path Path pathlib.PurePath os.fspath os.path.expanduser")
        add(
            .same, "os.path.expandvars json.dumps json.loads JSON.stringify JSON.parse typing.cast"
        )
        add(
            .same,
            "base64.b64encode btoa textwrap.dedent enumerate zip iter next"
        )
        add(
            .same,
            "strings.TrimSpace strings.Trim strings.ToLower strings.ToUpper strings.Split strings.Fields strings.Join")
        add(
            .same,
            "filepath.FromSlash filepath.ToSlash os.ExpandEnv shlex.split asyncio.wait_for asyncio.shield Promise.resolve Promise.all"
        )
        add(
            .same,
            "url.fileURLToPath fileURLToPath structuredClone map filter dict.fromkeys Buffer.from ast.literal_eval")
        add(
            .known(.isNormal),
            "os.path.normpath os.path.abspath path.normalize filepath.Clean filepath.Abs path/filepath.Clean")
        add(.known(.isNormal), "path/filepath.Abs")
        add(.known(.isNormal.union(.isResolved)), "os.path.realpath fs.realpath fs.realpathSync fs/promises.realpath")
        add(
            .known(.isNormal.union(.isResolved)),
            "fs.promises.realpath filepath.EvalSymlinks path/filepath.EvalSymlinks")
        add(
            .known(.noDots.union(.noAbsolute)),
            "os.path.basename ntpath.basename path.basename filepath.Base path/filepath.Base path.Base")
        add(
            .known(.noDots.union(.noAbsolute)),
            "werkzeug.utils.secure_filename secure_filename sanitize-filename pathvalidate.sanitize_filename")
        add(
            .known(.noDots.union(.noAbsolute)),
            "encodeURIComponent urllib.parse.quote_plus net/url.PathEscape net/url.QueryEscape")
        add(.known(.isQuoted), "shlex.quote pipes.quote shell-quote.quote shell-escape")
        add(.path(absoluteWins: true), "os.path.join path.resolve")
        add(.path(absoluteWins: false), "path.join path/filepath.Join filepath.Join path.posix.join")
        add(.same, "net/url.Parse net/url.ParseRequestURI")
        add(.address, "urllib.parse.urljoin URL url.URL url.resolve")
        return all
    }()

    private static let methods: [String: Effect] = {
        var all: [String: Effect] = [:]
        func add(_ effect: Effect, _ names: String) {
            for name in names.split(separator: " ") { all[String(name)] = effect }
        }
        add(
            .same,
            "strip lstrip rstrip trim trimStart trimEnd lower upper toLowerCase toUpperCase title casefold encode decode"
        )
        add(
            .same,
            "toString valueOf copy slice items values entries keys replace replaceAll removeprefix removesuffix format")
        add(
            .same,
            "expanduser as_posix absolute joinpath concat join split rsplit splitlines parse parseAsync safeParse")
        add(
            .same,
            "model_dump dict model_validate model_copy then catch finally reverse flat String bind asString unwrap")
        add(
            .same,
            "filter map flatMap sort GetArguments BindArguments RequireString GetString RequireStringSlice GetStringSlice normalize"
        )
        add(.known(.isNormal.union(.isResolved)), "resolve realpath")
        add(
            .harmless,
            "hexdigest digest count index find indexOf search length isoformat total_seconds timestamp exists is_file")
        add(
            .harmless,
            "is_dir stat RequireInt GetInt RequireFloat GetFloat RequireBool GetBool getTime toFixed charCodeAt size")
        return all
    }()

    /// Members that hold no text.
    static let harmlessMembers: Set<String> = ["length", "size", "byteLength"]

    /// Methods that give back what somebody else keeps, unless they are asked of what came from outside.
    static let reading: Set<String> = [
        "get", "post", "put", "patch", "delete", "request", "query", "execute", "fetch", "fetchone", "fetchall", "send",
        "read",
        "readFile", "exec", "run", "json", "text", "content", "find_one", "select", "head", "invoke", "ainvoke", "Do",
        "Get",
        "Query", "QueryRow", "Exec", "call", "list", "search", "scan", "lookup", "communicate", "check_output", "info",
        "debug",
        "warning", "error", "warn", "log", "write", "emit", "set", "has", "append", "push", "add",
    ]

    /// Methods that put their arguments into what they are called on.
    static let filling: Set<String> = [
        "append", "push", "extend", "add", "insert", "unshift", "update", "set", "appendleft",
    ]

    /// Functions that call what they are handed first with what they are handed further, and the place of the first.
    static let calling: [String: Int] = [
        "asyncio.to_thread": 0, "anyio.to_thread.run_sync": 0, "starlette.concurrency.run_in_threadpool": 0,
        "fastapi.concurrency.run_in_threadpool": 0, "functools.partial": 0, "run_in_executor": 1, "submit": 0,
        "call": 1,
        "apply": 0, "run_sync": 0, "to_thread": 0, "setTimeout": 0, "setImmediate": 0,
    ]

    /// Names of functions that tell addresses of inner networks.
    static func asksForPrivate(_ name: String) -> Bool {
        let small = name.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
        return privateWords.contains { small.holds($0) }
    }

    private static let privateWords: [StaticString] = [
        "private", "internal", "loopback", "reserved", "blocked", "localhost", "forbidden",
    ]

    /// Members that tell whether an address is one of an inner network.
    static let privateMembers: Set<String> = [
        "is_private", "is_loopback", "is_link_local", "is_reserved", "is_multicast", "is_unspecified",
    ]

    /// Methods that ask a function of their elements.
    static let asking: Set<String> = ["some", "every", "any", "all", "find", "findIndex"]

    /// What unseen functions are named that check or clean what they are given.
    static func looksLikeCheck(_ name: String) -> Bool {
        let small = name.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
        guard !small.holds("unescape"), !small.holds("invalidat") else { return false }
        return checking.contains { small.holds($0) }
    }

    private static let checking: [StaticString] = [
        "sanitiz", "sanitis", "validat", "issafe", "is_safe", "isallowed", "is_allowed", "escape", "check_path",
        "checkpath",
    ]
}

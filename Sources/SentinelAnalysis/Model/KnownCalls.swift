internal import SentinelModel

/// What well-known functions do. Names are full: module and function as imports have them.
enum KnownCalls {
    static func capabilities(of name: String) -> [Capability] {
        if let known = exact[name] { return known }
        for (start, known) in starts where name.hasPrefix(start) { return known }
        // A method of what something outside of the project returned: `sqlite3.connect().execute`.
        guard name.hasPart("().") else { return [] }
        return capabilities(ofMethod: name.lastName)
    }

    static func capabilities(ofMethod name: String) -> [Capability] { methods[name] ?? [] }

    private static let exact: [String: [Capability]] = [
        "open": [.fileRead], "io.open": [.fileRead], "os.open": [.fileRead], "aiofiles.open": [.fileRead],
        "os.listdir": [.fileRead], "os.scandir": [.fileRead], "os.walk": [.fileRead], "glob.glob": [.fileRead],
        "os.remove": [.fileWrite, .destructive], "os.unlink": [.fileWrite, .destructive],
        "os.rmdir": [.fileWrite, .destructive],
        "shutil.rmtree": [.fileWrite, .destructive], "os.rename": [.fileWrite], "os.mkdir": [.fileWrite],
        "os.makedirs": [.fileWrite], "shutil.copy": [.fileRead, .fileWrite], "shutil.move": [.fileWrite],
        "os.system": [.execute], "os.popen": [.execute], "eval": [.execute], "exec": [.execute],
        "asyncio.create_subprocess_shell": [.execute], "asyncio.create_subprocess_exec": [.execute],
        "pty.spawn": [.execute], "urllib.request.urlopen": [.network], "socket.create_connection": [.network],
        "smtplib.SMTP": [.network], "smtplib.SMTP_SSL": [.network], "fetch": [.network], "Function": [.execute],
        "sqlite3.connect": [.database], "psycopg2.connect": [.database], "pymysql.connect": [.database],
        "os.getenv": [], "keyring.get_password": [.secretRead],
        "os/exec.Command": [.execute], "os/exec.CommandContext": [.execute], "os.ReadFile": [.fileRead],
        "os.Open": [.fileRead], "os.WriteFile": [.fileWrite], "os.Create": [.fileWrite],
        "os.Remove": [.fileWrite, .destructive],
        "os.RemoveAll": [.fileWrite, .destructive], "database/sql.Open": [.database],
    ]

    /// The first that fits counts.
    private static let starts: [(String, [Capability])] = [
        ("subprocess.", [.execute]), ("child_process.", [.execute]), ("execa", [.execute]),
        ("shelljs.exec", [.execute]), ("os.exec", [.execute]), ("os.spawn", [.execute]),
        ("vm.run", [.execute]), ("requests.", [.network]), ("httpx.", [.network]), ("aiohttp.", [.network]),
        ("urllib3.", [.network]), ("axios", [.network]), ("node-fetch", [.network]), ("undici", [.network]),
        ("got", [.network]),
        ("http.request", [.network]), ("https.request", [.network]), ("http.get", [.network]),
        ("https.get", [.network]),
        ("net/http.Get", [.network]), ("net/http.Post", [.network]), ("net/http.NewRequest", [.network]),
        ("net.Dial", [.network]),
        ("fs.unlink", [.fileWrite, .destructive]), ("fs.rm", [.fileWrite, .destructive]),
        ("fs.promises.unlink", [.fileWrite, .destructive]),
        ("fs.promises.rm", [.fileWrite, .destructive]), ("fs/promises.unlink", [.fileWrite, .destructive]),
        ("fs/promises.rm", [.fileWrite, .destructive]),
        ("fs.write", [.fileWrite]), ("fs.append", [.fileWrite]), ("fs.createWriteStream", [.fileWrite]),
        ("fs.promises.write", [.fileWrite]),
        ("fs.promises.append", [.fileWrite]), ("fs/promises.write", [.fileWrite]), ("fs/promises.append", [.fileWrite]),
        ("fs.mkdir", [.fileWrite]),
        ("fs/promises.mkdir", [.fileWrite]), ("fs.promises.mkdir", [.fileWrite]), ("fs.rename", [.fileWrite]),
        ("fs/promises.rename", [.fileWrite]), ("fs.promises.rename", [.fileWrite]),
        ("fs.read", [.fileRead]), ("fs.createReadStream", [.fileRead]), ("fs.promises.read", [.fileRead]),
        ("fs/promises.read", [.fileRead]),
        ("fs-extra.read", [.fileRead]), ("fs-extra.write", [.fileWrite]),
        ("fs-extra.remove", [.fileWrite, .destructive]),
    ]

    private static let methods: [String: [Capability]] = [
        "read_text": [.fileRead], "read_bytes": [.fileRead], "write_text": [.fileWrite], "write_bytes": [.fileWrite],
        "unlink": [.fileWrite, .destructive], "rmtree": [.fileWrite, .destructive], "iterdir": [.fileRead],
        "execute": [.database], "executemany": [.database], "executescript": [.database], "fetchall": [.database],
        "fetchone": [.database], "sendmail": [.network], "send_message": [.network],
    ]
}

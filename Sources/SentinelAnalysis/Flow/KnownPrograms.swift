/// What is known of programs by their names: which run scripts, which start another, and which do harm by an option.
enum KnownPrograms {
    static let shells: Set<String> = [
        "sh", "bash", "zsh", "dash", "ksh", "ash", "fish", "cmd", "cmd.exe", "powershell", "pwsh", "powershell.exe",
        "osascript", "su", "runuser",
    ]
    static let interpreters: Set<String> = ["python", "python3", "node", "perl", "ruby", "php", "deno", "bun"]
    /// Options behind which a script stands.
    static let scripts: Set<String> = [
        "-c", "/c", "/C", "-e", "--eval", "-Command", "-command", "-lc", "-ic", "-p",
    ]

    static func base(_ program: String) -> String { String(program.split(separator: "/").last ?? "") }

    // MARK: Programs that start others

    /// Programs that run what is named behind their own arguments somewhere else, or as somebody else: `docker exec c sh -c x`. Only a shell
    /// or interpreter that is named there tells that its script is one.
    static let carriers: Set<String> = [
        "docker", "podman", "nerdctl", "docker-compose", "kubectl", "oc", "crictl", "sudo", "doas", "env", "nice",
        "nohup", "timeout", "time", "stdbuf", "setsid", "chroot", "nsenter", "unshare", "lxc", "incus", "wsl",
        "wsl.exe", "flatpak-spawn", "distrobox", "xargs", "uv", "poetry", "pipenv", "conda", "ssh", "vagrant",
        "systemd-run", "firejail",
    ]

    /// Where a program's arguments begin that it puts together with blanks and hands to a shell: behind so many words, or behind a verb with
    /// options that take a value.
    enum Joined {
        case operands(Int)
        case verb(Set<String>, valued: Set<String>)
    }

    /// Sources: ssh(1), arguments "will be appended to the command, separated by spaces, before it is sent to the server to be executed";
    /// adb does the same; tmux(1), `send-keys` types them.
    static let joined: [String: Joined] = [
        "ssh": .operands(1), "adb": .verb(["shell", "exec-out"], valued: []),
        "tmux": .verb(["send-keys"], valued: ["-t", "-N"]),
    ]

    // MARK: Options

    /// Programs that an option can make run others, read or write files, or go to another host. Sources: GTFOBins, and the manuals of
    /// those with an option beside them.
    static let risky: Set<String> = [
        "git", "curl", "wget", "tar", "find", "rsync", "ssh", "scp", "sftp", "zip", "docker", "podman", "kubectl", "oc",
        "npm", "npx", "pip", "pip3", "psql", "mysql", "sed", "awk", "gawk", "man", "less", "vi", "vim", "nvim", "emacs",
        "gdb", "ffmpeg", "hg", "svn", "xargs", "env", "make", "tcpdump", "tshark", "nmap", "idb", "xcrun", "adb", "gh",
        // --post-renderer, --kubeconfig, --repo
        "helm",
        // --exec, --config-locations, --output
        "yt-dlp", "youtube-dl",
        // -chdir, -plugin-dir
        "terraform", "tofu",
        // --module-path, --connection, --vault-password-file
        "ansible", "ansible-playbook",
        // --index-url, --with
        "uv", "uvx", "pipx",
        // -cmd
        "sqlite3",
        // --filter, --lua-filter, --output
        "pandoc",
        // --init-script, -f
        "gradle", "mvn",
    ]

    /// Commands of git none of whose options runs a program or writes a file.
    static let harmlessForGit: Set<String> = ["remote", "stash", "status", "reset", "rm", "mv", "add"]

    /// The number of operands behind which a program takes nothing for an option of its own, since what follows belongs to the one it starts;
    /// nil for those that read options anywhere.
    static func operands(before first: String, of program: String) -> Int? {
        switch program {
        case "npx", "uvx", "env", "xargs", "ssh": 1
        case "docker", "podman", "nerdctl": ["exec", "run", "create"].contains(first) ? 2 : nil
        case "uv", "pipx": first == "run" ? 2 : nil
        case "adb": first == "shell" ? 1 : nil
        default: nil
        }
    }

    /// True for an option of a program behind which its value stands.
    static func takesValue(_ option: String, of program: String) -> Bool {
        guard option.hasPrefix("-"), !option.contains("=") else { return false }
        if let known = valued[program], known.contains(option) { return true }
        if option.hasPrefix("--") {
            return !switches.contains(where: option.hasPrefix)
        }
        return !flags.contains(String(option.dropFirst()))
    }

    /// What options begin with that are switches for most programs.
    private static let switches = [
        "--no-", "--all", "--quiet", "--silent", "--force", "--json", "--verbose", "--cached", "--skip-", "--write-",
        "--list-", "--dump-", "--extract-audio", "--dry-run", "--recursive", "--wait", "--atomic", "--install", "--yes",
    ]

    /// Options of one letter that are switches for most programs.
    private static let flags: Set<String> = [
        "s", "L", "f", "k", "v", "q", "a", "n", "l", "r", "R", "i", "I", "S", "y", "sS", "sL", "fsSL", "la", "rf", "p",
    ]

    /// Options with a value that would be taken for switches.
    private static let valued: [String: Set<String>] = [
        "kubectl": ["-n", "-l", "-f", "-s", "-L"], "oc": ["-n", "-l", "-f", "-s", "-L"], "helm": ["-n", "-f", "-l"],
        "docker": ["-v", "-p"], "podman": ["-v", "-p"], "ssh": ["-i", "-p", "-l", "-L", "-R", "-I", "-S"],
        "scp": ["-i", "-S"], "sftp": ["-i", "-S", "-s"], "psql": ["-f", "-L", "-v", "-p"],
        "ffmpeg": ["-i", "-f", "-r", "-s"], "gh": ["-R", "-f", "-L", "-l"], "adb": ["-s", "-L"],
        "pip": ["-r", "-i", "-f"], "pip3": ["-r", "-i", "-f"], "yt-dlp": ["-f", "-S", "-a", "-r", "-I", "-p"],
        "youtube-dl": ["-f", "-a", "-r", "-p"], "ansible": ["-i", "-l", "-f", "-a"],
        "ansible-playbook": ["-i", "-l", "-f"], "nmap": ["-p"], "sed": ["-f"], "awk": ["-f", "-v"],
        "gawk": ["-f", "-v"], "make": ["-f", "-I"], "gradle": ["-I", "-p"], "mvn": ["-f", "-s"],
    ]
}

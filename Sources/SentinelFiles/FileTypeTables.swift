import SentinelModel

/// The names that tell a file's type. All keys are lower case; names are compared without regard to case.
enum FileTypeTables {
    /// A name with a part that varies: `start`, then nothing (if `alone`) or one of `separators` and anything, then
    /// `end`.
    struct Pattern: Sendable {
        let start: [UInt8]
        let separators: [UInt8]
        let end: [UInt8]
        let alone: Bool
        let types: FileTypeSet

        init(_ start: String, _ separators: String, end: String = "", alone: Bool = true, _ types: FileType...) {
            self.start = Array(start.utf8)
            self.separators = Array(separators.utf8)
            self.end = Array(end.utf8)
            self.alone = alone
            self.types = FileTypeSet(types)
        }
    }

    static let patterns = [
        Pattern("dockerfile", ".-_", .dockerfile),
        Pattern("containerfile", ".-_", .dockerfile),
        Pattern(".env", ".-_", .dotenv),
        Pattern("docker-compose", ".-_", end: ".yml", alone: false, .yaml, .compose),
        Pattern("docker-compose", ".-_", end: ".yaml", alone: false, .yaml, .compose),
        Pattern("compose", ".-_", end: ".yml", alone: false, .yaml, .compose),
        Pattern("compose", ".-_", end: ".yaml", alone: false, .yaml, .compose),
        Pattern("requirements", ".-_0123456789", end: ".txt", alone: false, .requirements),
        Pattern("constraints", ".-_", end: ".txt", alone: false, .requirements),
        Pattern("makefile", ".", .makefile),
    ]

    /// The first two bytes of each pattern: most names are ruled out by them.
    static let patternStarts = patterns.map { UInt16($0.start[0]) << 8 | UInt16($0.start[1]) }

    static let extensions = table([
        (.python, "py pyi pyw pyx"), (.javascript, "js mjs cjs jsx"), (.typescript, "ts mts cts tsx"), (.go, "go"),
        (.java, "java"), (.kotlin, "kt kts"), (.csharp, "cs csx"), (.ruby, "rb rake gemspec ru"),
        (.php, "php phtml php5 php7 inc"), (.rust, "rs"), (.swift, "swift"), (.c, "c h"),
        (.cpp, "cc cpp cxx hpp hh hxx h++ c++ ipp"), (.shell, "sh bash zsh ksh fish bats"),
        (.powershell, "ps1 psm1 psd1"), (.sql, "sql"), (.html, "html htm xhtml vue svelte"),
        (.css, "css scss sass less"),
        (.xml, "xml xsd xsl xslt svg plist csproj vbproj fsproj props targets pom"),
        (.json, "json jsonc json5 jsonl ndjson webmanifest geojson mcpb dxt code-workspace"), (.yaml, "yaml yml"),
        (.toml, "toml"),
        (.ini, "ini cfg conf cnf desktop service"), (.dotenv, "env"), (.properties, "properties"),
        (.markdown, "md mdx markdown mdc mkd rst"), (.text, "txt text log"), (.notebook, "ipynb"), (.json, "ipynb"),
        (.dockerfile, "dockerfile containerfile"), (.makefile, "mk mak"), (.terraform, "tf tfvars hcl"),
        (.pem, "pem key crt cer p8 csr asc ppk"), (.lockfile, "lock"),
    ])

    static let names = table([
        (.json, "claude_desktop_config.json mcp.json .mcp.json mcp_config.json settings.json .claude.json"),
        (.json, ".babelrc .eslintrc .prettierrc .jshintrc .swcrc"),
        (.packageManifest, "package.json pyproject.toml setup.py setup.cfg go.mod cargo.toml gemfile composer.json"),
        (.packageManifest, "pom.xml build.gradle build.gradle.kts pipfile package.swift deno.json deno.jsonc"),
        (.packageManifest, "environment.yml environment.yaml server.json manifest.json smithery.yaml smithery.yml"),
        (.toml, "pipfile"), (.ruby, "gemfile rakefile guardfile podfile vagrantfile"), (.json, "composer.lock"),
        (.lockfile, "package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml poetry.lock pdm.lock uv.lock"),
        (.lockfile, "pipfile.lock cargo.lock go.sum gemfile.lock composer.lock bun.lock deno.lock package.resolved"),
        (.json, "pipfile.lock deno.lock bun.lock package.resolved"), (.toml, "poetry.lock pdm.lock uv.lock cargo.lock"),
        (.requirements, "requirements.txt constraints.txt requirements.in"),
        // An action of its own runs in the workflow that uses it.
        (.githubWorkflow, "action.yml action.yaml"),
        (.compose, "docker-compose.yml docker-compose.yaml compose.yml compose.yaml"),
        (.makefile, "gnumakefile justfile"), (.npmrc, ".npmrc .yarnrc"), (.yaml, ".yarnrc.yml"), (.dotenv, ".envrc"),
        (.ini, ".pypirc .gitconfig .editorconfig .flake8 .netrc .pylintrc tox.ini"), (.ini, "credentials"),
        (.shell, ".bashrc .bash_profile .bash_aliases .profile .zshrc .zprofile .envrc .bash_history .zsh_history"),
        (.pem, "id_rsa id_dsa id_ecdsa id_ed25519"), (.markdown, "readme claude agents skill .cursorrules"),
        (.text, "license notice copying authors changelog llms"), (.ruby, "config.ru"),
    ])

    static let interpreters = table([
        (.python, "python pypy uv"), (.javascript, "node nodejs bun"), (.typescript, "deno ts-node tsx"),
        (.shell, "sh bash dash zsh ksh ash fish busybox"), (.ruby, "ruby"), (.php, "php"), (.swift, "swift"),
        (.powershell, "pwsh"), (.makefile, "make"), (.go, "gorun"), (.rust, "rust-script"), (.kotlin, "kotlin"),
    ])

    /// Every type a shebang can tell.
    static let scripts = FileTypeSet([
        .python, .javascript, .typescript, .shell, .ruby, .php, .swift, .powershell, .makefile, .go, .rust, .kotlin,
    ])

    private static func table(_ rows: [(FileType, String)]) -> ByteTable<FileTypeSet> {
        var table = ByteTable<FileTypeSet>()
        for (type, words) in rows {
            for word in words.split(separator: " ") {
                table.update(Array(word.utf8), default: []) { $0.formUnion(FileTypeSet(type)) }
            }
        }
        return table
    }
}

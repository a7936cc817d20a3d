internal import SentinelModel
internal import SentinelSyntax

// A run of its own follows what is secret by itself: what comes in from outside is no part of it, and what becomes of a value is asked
// otherwise. An answer to a request that was signed with a key is not the key; four characters of it are not it either.

extension FlowRun {
    /// What an expression is that reads a secret; `value` is what it was found to be otherwise.
    func secret(_ node: NodeID, _ value: FlowValue, _ file: SourceFile, _ environment: Environment) -> FlowValue {
        let tree = file.tree
        // `safe_headers`
        if tree.kind(node) == .name, value.anyTaint != nil, hides(tree.string(tree[node].range)) { return .harmless }
        if tree.kind(node) == .index, value.anyTaint != nil, isOfOneName(node, file) { return .harmless }
        guard value.anyTaint == nil, value.function == nil else { return value }
        switch tree.kind(node) {
        case .string:
            guard isPrivatePath(node, file) else { return value }
            // A path alone tells nothing; what is read from it does.
            var path = self.value(of: .privateFile, node, file)
            path.taint?.clean = .all
            return path
        case .name:
            if isSecretName(node, file, environment) { return self.value(of: .credential, node, file) }
            return globalSecret(node, file).map { self.value(of: $0, node, file) } ?? value
        case .member: return secretMember(node, file).map { self.value(of: $0, node, file) } ?? value
        case .index: return secretIndex(node, file).map { self.value(of: $0, node, file) } ?? value
        case .call: return secretCall(node, file).map { self.value(of: $0, node, file) } ?? value
        default: return value
        }
    }

    // MARK: What is secret

    private func isSecret(named name: String) -> Bool {
        if let known = secretNames[name] { return known }
        let isSecret = SecretName.isSecret(name)
        secretNames[name] = isSecret
        return isSecret
    }

    /// A global, or a parameter: what a function assigned itself was seen.
    private func isSecretName(_ node: NodeID, _ file: SourceFile, _ environment: Environment) -> Bool {
        let name = file.tree.string(file.tree[node].range)
        guard isSecret(named: name), let variable = variable(node, file) else { return false }
        if let known = environment[variable] {
            guard known.anyTaint == nil, isParameter(node, file) else { return false }
        }
        return evaluator.value(of: node, in: file).mayBeSecret
    }

    /// What a name at the top of the file was read from once: `CONFIG = os.environ["API_KEY"]`.
    private func globalSecret(_ node: NodeID, _ file: SourceFile) -> FlowSource? {
        guard let (scope, bindings) = file.bindings(of: node), scope == 0, bindings.count == 1,
            let binding = bindings.first, binding.kind == .value, binding.steps.isEmpty
        else { return nil }
        switch file.tree.kind(binding.node) {
        case .member: return secretMember(binding.node, file)
        case .index: return secretIndex(binding.node, file)
        case .call: return secretCall(binding.node, file)
        default: return nil
        }
    }

    private func isParameter(_ node: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        guard let found = file.bindings(of: node),
            found.bindings.count == 1,
            let binding = found.bindings.last, binding.kind == .parameter
        else { return false }
        let type = tree.string(tree[tree.child(of: binding.node, .type)].range)
        return !["bool", "int", "boolean", "number"].contains(type) && !type.hasPrefix("Callable")
    }

    private func secretMember(_ node: NodeID, _ file: SourceFile) -> FlowSource? {
        let tree = file.tree
        let name = tree.name(of: node)
        let object = tree.child(of: node, .object)
        if isEnvironment(object, file) { return SecretName.isSecretVariable(name) ? .secret : nil }
        if isEnvironment(node, file), !isAsked(node, file) { return .environment }
        if KnownSources.requestNames.contains(tree.string(tree[object].range)),
            ["headers", "Header"].contains(name), !isAsked(node, file)
        {
            return .secret
        }
        if SecretName.isSecretHeader(name), tree.kind(object) == .member, tree.name(of: object) == "headers" {
            return .secret
        }
        guard isSecret(named: name), evaluator.value(of: node, in: file).mayBeSecret else { return nil }
        // `Field.PASSWORD` is a name of something, `schema.properties.password` a description.
        let owner = tree.dottedName(object) ?? ""
        if name.allSatisfy({ $0.isUppercase || !$0.isLetter }), owner.first?.isUppercase ?? false { return nil }
        let last = owner.lastName
        return ["properties", "fields", "schema", "errors", "types", "labels", "shape", "Type"].contains(last)
            ? nil : .secret
    }

    private func secretIndex(_ node: NodeID, _ file: SourceFile) -> FlowSource? {
        let tree = file.tree
        let object = tree.child(of: node, .object)
        let index = tree.child(of: node, .index)
        return key(index, of: object, node, file)
    }

    private func secretCall(_ node: NodeID, _ file: SourceFile) -> FlowSource? {
        let tree = file.tree
        let callee = tree.child(of: node, .callee)
        let first = tree.child(of: node, .argument)
        if case .external(let name) = evaluator.value(of: callee, in: file) {
            switch name {
            case "os.getenv", "os.environ.get", "os.Getenv", "os.LookupEnv": return source(ofVariable: first, file)
            case "os.Environ": return .environment
            case "keyring.get_password": return .secret
            default: break
            }
        }
        guard tree.kind(callee) == .member, ["get", "Get", "header"].contains(tree.name(of: callee)) else { return nil }
        return key(first, of: tree.child(of: callee, .object), node, file)
    }

    /// What is found in `object` under a key.
    private func key(_ key: NodeID, of object: NodeID, _ node: NodeID, _ file: SourceFile) -> FlowSource? {
        if isEnvironment(object, file) { return source(ofVariable: key, file) }
        guard case .text(let text) = evaluator.value(of: key, in: file), text.isComplete else { return nil }
        if SecretName.isSecretHeader(text.text) { return .secret }
        guard isSecret(named: text.text), evaluator.value(of: node, in: file).mayBeSecret else { return nil }
        let owner = file.tree.dottedName(object)?.lastName ?? ""
        return ["properties", "schema", "errors", "fields", "labels"].contains(owner) ? nil : .secret
    }

    /// `headers[key]` where the key was looked for by one name that tells of no secret: `keys.find((k) => k === "x-request-id")`.
    private func isOfOneName(_ node: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        let index = tree.child(of: node, .index)
        guard tree.kind(index) == .name, let found = file.bindings(of: index), found.bindings.count == 1,
            let binding = found.bindings.first, binding.kind == .value, binding.steps.isEmpty,
            tree.kind(binding.node) == .call, tree.name(of: tree.child(of: binding.node, .callee)) == "find"
        else { return false }
        var names: [String] = []
        tree.walk(binding.node) { part in
            guard tree.kind(part) == .binary, [.equal, .identical].contains(tree[part].operation) else { return true }
            for side in [tree.child(of: part, .left), tree.child(of: part, .right)] {
                if let text = evaluator.value(of: side, in: file).text { names.append(text) }
            }
            return false
        }
        return names.count == 1 && !SecretName.isSecretHeader(names[0]) && !SecretName.isSecretVariable(names[0])
    }

    /// A variable of the environment, by its name; whichever the caller of a tool wants.
    private func source(ofVariable name: NodeID, _ file: SourceFile) -> FlowSource? {
        guard !name.isNone else { return nil }
        if case .text(let text) = evaluator.value(of: name, in: file), text.isComplete {
            return SecretName.isSecretVariable(text.text) ? .secret : nil
        }
        guard file.tree.kind(name) == .name, let variable = variable(name, file), handled.contains(variable),
            !isListed(name, file)
        else { return nil }
        return .environment
    }

    /// True where a name is looked for in a list before: `if name not in ALLOWED: return`.
    private func isListed(_ name: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        let place = tree[name].range.lowerBound
        guard let function = file.enclosingFunction(at: place) else { return false }
        func isSame(_ node: NodeID) -> Bool { tree.kind(node) == .name && tree[node].name == tree[name].name }
        var isFound = false
        tree.walk(tree.child(of: function, .body)) { node in
            guard !isFound, tree[node].range.lowerBound < place else { return false }
            switch tree.kind(node) {
            case .binary where [.isIn, .isNotIn].contains(tree[node].operation):
                isFound = isSame(tree.child(of: node, .left))
            case .call where Self.looking.contains(tree.name(of: tree.child(of: node, .callee))):
                isFound = tree.children(of: node, .argument).contains(where: isSame)
            default: break
            }
            return true
        }
        return isFound
    }

    private static let looking: Set<String> = ["includes", "has", "contains", "Contains"]

    /// `os.environ`, `process.env`
    private func isEnvironment(_ node: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        guard tree.kind(node) == .member || tree.kind(node) == .name else { return false }
        switch file.language {
        case .python:
            guard
                ["environ", "environb"].contains(
                    tree.kind(node) == .name ? tree.string(tree[node].range) : tree.name(of: node))
            else { return false }
            if case .external("os.environ") = evaluator.value(of: node, in: file) { return true }
            return tree.dottedName(node) == "os.environ"
        case .javascript, .typescript, .tsx:
            guard tree.kind(node) == .member, tree.name(of: node) == "env" else { return false }
            return tree.dottedName(node) == "process.env"
        default: return false
        }
    }

    /// True where the environment is only asked for one of its variables, or for their names.
    private func isAsked(_ node: NodeID, _ file: SourceFile) -> Bool {
        let bytes = file.tree[node].range.upperBound
        let next = file.tree.string(bytes..<min(bytes + 6, file.tree[file.tree.root].range.upperBound))
        return next.hasPrefix("[") || next.hasPrefix(".get") || next.hasPrefix(".keys") || next.hasPrefix(".pop")
            || next.hasPrefix(".") && !next.hasPrefix(".items") && !next.hasPrefix(".copy") && !next.hasPrefix(".value")
    }

    // MARK: Private files

    private static let privatePaths = [
        ".ssh/", "id_rsa", "id_ed25519", "id_ecdsa", ".aws/credentials", ".netrc", ".git-credentials", ".gnupg/",
        ".kube/config", ".docker/config.json", "/etc/shadow", "Login Data", "cookies.sqlite", "wallet.dat",
        ".config/gcloud", ".azure/", "logins.json", "keychain-db",
    ]
    private static let privateNames: Set<String> = [
        ".env", ".ssh", "id_rsa", ".netrc", ".npmrc", ".pypirc", ".aws", ".gnupg", "key4.db",
    ]

    private func isPrivatePath(_ node: NodeID, _ file: SourceFile) -> Bool {
        let range = file.tree[node].range
        guard (5...160).contains(range.count), SecretWords.mayStand(in: file.tree.text(range)) else { return false }
        return file.tree.stringText(node).map(Self.isPrivatePath) ?? false
    }

    static func isPrivatePath(_ text: String) -> Bool {
        if text.utf8.contains(UInt8(ascii: " ")), !text.hasPart("Login Data") { return false }
        if privatePaths.contains(where: text.hasPart) { return true }
        return privateNames.contains(text.lastPart(separatedBy: UInt8(ascii: "/")))
    }

    // MARK: What becomes of it

    /// What a call makes of secrets: the same text in another form, or nothing of it.
    func made(ofSecretsBy call: FlowCall, _ given: FlowValue) -> FlowValue {
        if hides(call.method) { return .harmless }
        if !call.object.isNone, let taint = call.receiver.anyTaint {
            guard Self.keepingMethods.contains(call.method) else { return .harmless }
            return read(FlowValue.merged(taint, given.taint) ?? taint, call.method)
        }
        if Self.errors.contains(where: call.name.hasSuffix) {
            // What else an error is made with is for programs; its text is what logs hold.
            let texts = call.arguments.enumerated().filter { place, argument in
                argument.name.map(Self.texts.contains) ?? (place == 0 || argument.isSpread)
            }
            return FlowValue.made(of: texts.map(\.element.value))
        }
        guard let taint = given.taint else { return .harmless }
        let last = call.name.lastName
        if Self.keeping.contains(call.name) || Self.keeping.contains(last)
            || Self.endings.contains(where: last.hasSuffix) || last.hasPrefix("NewToolResult")
            || Self.keepingMethods.contains(call.method)
        {
            return read(taint, last)
        }
        return .harmless
    }

    /// True for what may be the secret itself in something that holds one: what is named so, and any item of the environment or of a private
    /// file. Of a list with a secret somewhere in it most items are none.
    func isSecretPart(_ key: String, of taint: Taint) -> Bool {
        if key == "value" || SecretName.isSecretVariable(key) { return true }
        guard key.hasPrefix("#"), let source = trace.origin(of: taint.step)?.source else { return false }
        return source == .environment || source == .privateFile
    }

    /// What a path of a private file becomes where the file is read.
    private func read(_ taint: Taint, _ name: String) -> FlowValue {
        var taint = taint
        if Self.reading.contains(name), trace.origin(of: taint.step)?.source == .privateFile { taint.clean = .none }
        return FlowValue(taint: taint)
    }

    private static let reading: Set<String> = [
        "open", "ReadFile", "Open", "readFileSync", "readFile", "createReadStream", "read_text", "read_bytes",
    ]

    /// True for a name of what leaves secrets out.
    func hides(_ name: String) -> Bool {
        if let known = hiding[name] { return known }
        let lower = name.lowercased()
        let hides = Self.hidingWords.contains(where: lower.hasPart)
        hiding[name] = hides
        return hides
    }

    private static let hidingWords = [
        "safe_", "safeh", "filter", "mask", "redact", "sanitiz", "scrub", "hash", "digest", "obfuscat", "encrypt",
        "anonymi",
    ]

    private static let keeping: Set<String> = [
        "str", "repr", "bytes", "dict", "list", "tuple", "sorted", "json.dumps", "dumps", "JSON.stringify", "String",
        "Object.entries", "Object.values", "Object.assign", "Object.fromEntries", "fmt.Sprintf", "fmt.Sprint",
        "fmt.Errorf", "errors.New", "pprint.pformat", "yaml.dump", "base64.b64encode", "base64.b64decode", "btoa",
        "atob", "Buffer.from", "os.path.expanduser", "os.path.expandvars", "os.path.join", "path.join", "path.resolve",
        "filepath.Join", "path/filepath.Join", "pathlib.Path", "Path", "open", "io.open", "aiofiles.open",
        "os.ReadFile",
        "os.Open", "fs.readFileSync", "fs.readFile", "fs.promises.readFile", "fs/promises.readFile", "readFileSync",
        "readFile", "fs.createReadStream", "io.ReadAll", "bytes.NewReader", "bytes.NewBuffer", "bytes.NewBufferString",
        "strings.NewReader", "strings.Join", "json.Marshal", "encoding/json.Marshal", "URLSearchParams", "urlencode",
        "urllib.parse.urlencode", "urllib.parse.quote", "encodeURIComponent", "TextContent", "copy.copy",
        "copy.deepcopy", "map", "filter", "string", "bytes.NewBuffer", "util.inspect", "Error", "Promise.all",
    ]

    private static let endings = ["TextContent", "ToolResult", "ResourceContents"]
    private static let errors = ["Error", "Exception"]
    /// What errors call their texts.
    private static let texts: Set<String> = ["message", "msg", "detail", "reason", "description", "text", "cause"]

    private static let keepingMethods: Set<String> = [
        "strip", "trim", "encode", "decode", "format", "join", "concat", "items", "copy", "read", "read_text",
        "read_bytes", "readlines", "toString", "String", "entries", "values", "map", "filter", "joinpath", "expanduser",
        "append", "push", "b64encode", "hex", "value", "get_secret_value", "reduce", "lower", "upper", "splitlines",
    ]

    /// A piece of a text that its label tells to be secret.
    func labelled(_ node: NodeID, after text: String?, _ file: SourceFile) -> FlowValue? {
        guard let text, SecretName.endsInLabel(text) else { return nil }
        let tree = file.tree
        let inner = tree.kind(node) == .interpolation ? tree.child(of: node, .value) : node
        switch tree.kind(inner) {
        case .member: guard SecretName.mayHold(tree.name(of: inner)) else { return nil }
        case .name: guard SecretName.mayHold(tree.string(tree[inner].range)) else { return nil }
        case .index:
            guard tree.kind(tree.child(of: inner, .index)) != .slice,
                SecretName.mayHold(tree.string(tree[inner].range))
            else { return nil }
        default: return nil
        }
        guard evaluator.value(of: inner, in: file).mayBeSecret else { return nil }
        return value(of: .secret, inner, file)
    }

    // MARK: Where it ends

    /// A handler hands it to the model.
    func result(_ value: FlowValue, _ node: NodeID, _ file: SourceFile) {
        guard followsSecrets, let handler, frames.last?.function == handler, let taint = value.anyTaint else { return }
        report(result: "!result", of: taint, at: Reference(file, node))
    }

    /// An error carries it to logs and clients.
    func failure(_ value: FlowValue, _ node: NodeID, _ file: SourceFile) {
        guard followsSecrets, let taint = value.anyTaint else { return }
        report(result: "!error", of: taint, at: Reference(file, node))
    }

    private func report(result name: String, of taint: Taint, at place: Reference) {
        for entry in table.sinks(named: name, in: place.file.language) where !taint.clean.contains(.rule(entry.rule)) {
            report(entry, taint, at: place, called: name, weakness: "")
        }
    }
}

extension Value {
    /// False for what is known to be something else: a constant, a function, a thing of a library.
    fileprivate var mayBeSecret: Bool {
        switch self {
        case .unknown, .parameter, .result: true
        // Written into code, and not the name of something.
        case .text(let text):
            text.text.utf8.count >= 8 && text.text.contains(where: \.isNumber) && !text.text.hasPart(" ")
        default: false
        }
    }
}

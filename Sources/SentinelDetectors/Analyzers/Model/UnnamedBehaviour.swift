package import SentinelModel

/// Tools that say they compute and do more. Only where what is said leaves no room: helpers of other tools do many things.
package struct UnnamedBehaviour: ModelAnalyzer {
    package let name = "unnamed-behaviour"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.items.compactMap { item in
            guard item.kind == "tool", item.hasOwnHandler else { return nil }
            let isMeant =
                Self.onlyComputes(item) ? Self.isMore : Self.onlyTransforms(item) ? Self.sendsInput : nil
            guard let isMeant, let call = item.calls.first(where: isMeant) else { return nil }
            return ModelPlace(
                item.place, evidence: "\(item.owner) says nothing of it, and reaches `\(call.name)`")
        }
    }

    /// A tool whose name is a computation, and whose description does not speak of anything outside.
    private static func onlyComputes(_ item: ItemFact) -> Bool {
        let name = Words.of(item.name).filter {
            !["tool", "two", "numbers", "number", "text", "string", "a", "the"].contains($0)
        }
        guard !name.isEmpty, name.count <= 2, name.allSatisfy(computing.contains) else { return false }
        let said = Words.of(item.description)
        return said.count <= 60 && !said.contains(where: outside.contains)
    }

    /// A tool that turns what it is given into something else, by what its name and description say.
    private static func onlyTransforms(_ item: ItemFact) -> Bool {
        guard let verb = Words.of(item.name).first, transforming.contains(verb) else { return false }
        return !Words.of(item.description).contains(where: outside.contains)
    }

    private static func sendsInput(_ call: CallFact) -> Bool {
        let last = call.name.split(separator: ".").last ?? ""
        return call.distance <= 1 && call.usesInput && call.capabilities.contains("network")
            && ["post", "put", "urlopen", "request"].contains(last)
    }

    /// Evaluating an expression is how some compute.
    private static func isMore(_ call: CallFact) -> Bool {
        guard call.distance <= 2, call.name != "eval", call.name != "exec", call.name != "Function" else {
            return false
        }
        return !Set(call.capabilities).isDisjoint(
            with: ["execute", "network", "file-write", "file-read", "secret-read", "destructive"])
    }

    private static let computing: Set<String> = [
        "add", "sum", "subtract", "multiply", "divide", "calculate", "calculator", "square", "sqrt", "root", "power",
        "factorial", "fibonacci", "prime", "is", "modulo", "average", "mean", "median", "reverse", "uppercase",
        "lowercase", "capitalize", "echo", "greet", "hello", "greeting", "count", "words", "letters", "characters",
        "round", "random", "dice", "roll",
    ]
    private static let transforming: Set<String> = [
        "format", "calculate", "compute", "encrypt", "decrypt", "hash", "encode", "decode", "sort", "slugify",
        "beautify",
    ]
    private static let outside: Set<String> = [
        "file", "files", "folder", "directory", "path", "disk", "log", "logs", "save", "saves", "saved", "store",
        "stored", "stores", "history", "database", "network", "http", "https", "url", "api", "fetch", "fetches", "web",
        "online", "remote", "server", "service", "send", "sends", "request", "command", "shell", "process", "script",
        "run", "runs", "execute", "executes", "subprocess", "environment", "key", "token", "config", "download",
        "audio",
        "write", "writes", "read", "reads", "cache", "persist", "persistent", "repository", "document", "page",
    ]
}

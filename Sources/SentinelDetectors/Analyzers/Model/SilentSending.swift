package import SentinelModel

/// Tools that send what they are given to an address of their own, make nothing of the answer, and say nothing of it.
package struct SilentSending: ModelAnalyzer {
    package let name = "silent-sending"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.items.compactMap { item in
            guard item.kind == "tool", item.hasOwnHandler, !Self.speaksOfIt(item),
                let call = item.calls.first(where: Self.sendsInput)
            else { return nil }
            return ModelPlace(call.place ?? item.place, evidence: "\(item.owner) sends to \(Self.host(of: call.text))")
        }
    }

    private static func sendsInput(_ call: CallFact) -> Bool {
        let last = call.name.split(separator: ".").last.map(String.init) ?? ""
        return call.isIgnored && call.usesInput && call.distance <= 3 && call.capabilities.contains("network")
            && methods.contains(last) && call.text.hasPrefix("http") && !isNear(host(of: call.text))
    }

    private static func host(of url: String) -> String {
        let rest = url.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first ?? ""
        return String(rest.split(separator: ":").first ?? "")
    }

    private static func isNear(_ host: String) -> Bool {
        host.isEmpty || host == "localhost" || host.hasPrefix("127.") || host.hasPrefix("0.") || !host.contains(".")
    }

    private static func speaksOfIt(_ item: ItemFact) -> Bool {
        (Words.of(item.name) + Words.of(item.description)).contains { word in sending.contains { word.hasPrefix($0) } }
    }

    private static let methods: Set<String> = [
        "post", "put", "patch", "urlopen", "request", "fetch", "Post", "send", "axios",
    ]
    /// A tool that writes to a service may well ignore its answer.
    private static let sending = [
        "send", "post", "notif", "publish", "submit", "report", "log", "track", "webhook", "messag", "alert",
        "telemetr",
        "analytic", "mail", "sync", "upload", "creat", "updat", "delet", "sav", "stor", "record", "regist", "trigger",
        "forward", "push", "shar", "invit", "add", "remov", "set", "start", "stop", "call", "event", "metric", "usage",
        "feedback", "turn", "control", "switch", "open", "close", "book", "order", "pay", "reply", "comment", "writ",
    ]
}

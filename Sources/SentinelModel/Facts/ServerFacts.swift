/// What one file of code says of an MCP server, in plain values: what analysis makes of it, and analyzers look at. Ranges are bytes of
/// that file; what lies in another one stands where it is referred to.
package struct ServerFacts: Sendable {
    package var items: [ItemFact] = []
    package var branches: [BranchFact] = []
    package var changes: [ChangeFact] = []
    package var requests: [RequestFact] = []
    package var sharings: [SharingFact] = []
    package var entries: [EntryFact] = []
    package var credentials: [CredentialFact] = []
    package var leaks: [LeakFact] = []
    package var relays: [RelayFact] = []
    /// True if the file opens a transport of the network, false if it opens only others; nil where it opens none.
    package var isNetworked: Bool?
    package var conduct: [ConductFact] = []

    package init() {}

    package var isEmpty: Bool {
        items.isEmpty && changes.isEmpty && requests.isEmpty && sharings.isEmpty && entries.isEmpty && relays.isEmpty
            && conduct.isEmpty
    }
}

/// Something that a server offers.
package struct ItemFact: Sendable {
    /// `server`, `tool`, `prompt`, `resource`.
    package var kind: String
    package var name: String
    package var description = ""
    package var uri = ""
    package var parameters: [(name: String, description: String)] = []
    package var annotations: [(name: String, value: Bool)] = []
    /// Where it is named.
    package var place: Range<Int>
    package var uriPlace: Range<Int>?
    /// True if its handler does the work of this item alone, or could be cut down to it.
    package var hasOwnHandler = false
    /// What its handler reaches.
    package var calls: [CallFact] = []
    /// Names of all that its handler reaches, in no order: methods by their last names.
    package var calledNames: Set<String> = []
    /// What its handler looks up by a person's name that it was given.
    package var lookups: [LookupFact] = []
    /// True if its handler does one thing or another, or stops.
    package var decides = false
    /// True if its handler, or what is put around it, names who asks: a session, a role, a context.
    package var namesCaller = false
    /// The item in whose handler this one is declared; nil outside of all.
    package var within: String?
    /// Names of `Capability` that the expressions of its description and schema reach, where they are no texts.
    package var definitionCapabilities: [String] = []
    /// The place of that expression.
    package var definitionPlace: Range<Int>?

    package init(kind: String, name: String, place: Range<Int>) {
        self.kind = kind
        self.name = name
        self.place = place
    }

    package var owner: String { name.isEmpty ? kind : "\(kind) `\(name)`" }
}

/// A call of something that does a thing to the world.
package struct CallFact: Sendable {
    /// In full, as imports have it: `os.remove`; `?.execute` for a method of nobody knows what.
    package var name: String
    /// Names of `Capability`.
    package var capabilities: [String]
    /// How many functions lie between the handler and the call.
    package var distance: Int
    /// True if an argument, or what the method belongs to, is made of what the handler is given.
    package var usesInput: Bool
    /// The first argument, as far as it is a known text.
    package var text: String
    /// Where it stands, if that is in this file.
    package var place: Range<Int>?
    /// The program that is run in a folder made of what the handler is given, with what it is told; empty for all other calls.
    package var folderCommand = ""
    /// True if the statement of a query is made of what the handler is given; not so what is bound to places in it.
    package var choosesStatement = false
    /// True if nothing is made of what it answers.
    package var isIgnored: Bool

    package init(
        name: String, capabilities: [String], distance: Int, usesInput: Bool, text: String, place: Range<Int>?,
        isIgnored: Bool = false
    ) {
        self.name = name
        self.capabilities = capabilities
        self.distance = distance
        self.usesInput = usesInput
        self.text = text
        self.place = place
        self.isIgnored = isIgnored
    }
}

/// A condition in a handler that is about the circumstances of a call, and what follows from it.
package struct BranchFact: Sendable {
    package enum Cause: String, Sendable {
        /// How often something was called before.
        case count
        /// A day or hour, not how long something took.
        case date
        /// The computer's or its user's name.
        case host
        /// A variable of the environment.
        case environment
        /// The client's name.
        case client
        /// A debugger or a virtual machine.
        case watched
    }

    package var cause: Cause
    /// The name of a variable of the environment.
    package var detail: String
    package var owner: String
    /// The condition.
    package var place: Range<Int>
    /// What is done where it holds, later where a count is meant; and what is done otherwise.
    package var body: Range<Int>
    package var capabilities: [String]
    package var otherwise: [String]

    package init(
        cause: Cause, detail: String, owner: String, place: Range<Int>, body: Range<Int>, capabilities: [String],
        otherwise: [String]
    ) {
        self.cause = cause
        self.detail = detail
        self.owner = owner
        self.place = place
        self.body = body
        self.capabilities = capabilities
        self.otherwise = otherwise
    }
}

/// A change to what a server offers while it runs.
package struct ChangeFact: Sendable {
    package enum Kind: String, Sendable {
        /// Something is assigned to an attribute of an item.
        case assignment
        /// The same when the server starts, if a file is there or a day has come.
        case conditional
        /// Clients are told that the items have changed.
        case announcement
    }

    package var kind: Kind
    /// What is assigned to, or called.
    package var target: String
    /// The item in whose handler it is done; nil for a timer.
    package var within: String?
    package var place: Range<Int>

    package init(kind: Kind, target: String, within: String?, place: Range<Int>) {
        self.kind = kind
        self.target = target
        self.within = within
        self.place = place
    }
}

/// A request to the client: sampling, elicitation.
package struct RequestFact: Sendable {
    package enum Kind: String, Sendable { case sampling, elicitation }

    package var kind: Kind
    package var place: Range<Int>
    /// What it is given by name: constants as texts, an empty text for what is not known.
    package var options: [String: String] = [:]
    /// True if what is not written out may hold more options.
    package var isOpen = false
    /// Names of those that are made of what a handler was given.
    package var inputs: Set<String> = []
    /// What a form asks for.
    package var fields: [(name: String, description: String, place: Range<Int>)] = []

    package init(kind: Kind, place: Range<Int>) {
        self.kind = kind
        self.place = place
    }
}

/// An object made once that answers many clients.
package struct SharingFact: Sendable {
    /// `McpServer`, `StreamableHTTPServerTransport`.
    package var type: String
    /// What an HTTP handler does with it: `connect`, `handleRequest`.
    package var method: String
    package var place: Range<Int>

    package init(type: String, method: String, place: Range<Int>) {
        self.type = type
        self.method = method
        self.place = place
    }
}

internal import CMCPSentinel

/// Compiled rules and fixed options: immutable, for any number of threads.
package struct Engine: ~Copyable, @unchecked Sendable {
    let handle: Handle

    /// All built-in rules and default options.
    package init() throws(SentinelError) {
        handle = try make { out, error in unsafe mcps_engine_new(nil, out.address, error.address) }
    }

    /// Fixes the options of `configuration`, which may be changed or dropped afterwards.
    package init(_ configuration: borrowing Configuration) throws(SentinelError) {
        let options = configuration.handle
        handle = try make { out, error in unsafe mcps_engine_new(options.address, out.address, error.address) }
    }

    private init(retaining other: Handle) {
        unsafe mcps_engine_retain(other.address)
        handle = other
    }

    deinit { unsafe mcps_engine_release(handle.address) }

    /// Leaves the engine's memory to the end of the process, for a program that ends now. An engine with plugins is released: their hosts
    /// are ended by it, and must not outlive the program.
    package consuming func leak() {
        let hasPlugins = (try? detectors().isEmpty) != true
        if hasPlugins { _ = consume self } else { discard self }
    }

    /// Another handle on the same engine.
    package borrowing func shared() -> Engine { Engine(retaining: handle) }

    /// All rules, sorted by id.
    package borrowing func rules() throws(SentinelError) -> [Rule] {
        var rules: [Rule] = []
        for index in 0..<(unsafe mcps_engine_rule_count(handle.address)) { rules.append(try rule(at: index)) }
        return rules
    }

    /// The rule with that id or alias. Fails with `.notFound`.
    package borrowing func rule(_ id: String) throws(SentinelError) -> Rule {
        let handle = handle
        var index = 0
        try withCText(id.utf8, named: "a rule's id") { id throws(SentinelError) in
            try fill(&index) { index, error in
                unsafe mcps_engine_rule_find(handle.address, id.address, index.address, error.address)
            }
        }
        return try rule(at: index)
    }

    private borrowing func rule(at index: Int) throws(SentinelError) -> Rule {
        let handle = handle
        var raw = unsafe mcps_rule()
        unsafe raw.struct_size = unsafe structSize(of: mcps_rule.self)
        try unsafe fill(&raw) { unsafe mcps_engine_rule_at(handle.address, index, $0.address, $1.address) }
        var rule = unsafe Rule(raw)
        for list in Rule.List.allCases { rule.lists[list] = try items(of: index, list) }
        return rule
    }

    private borrowing func items(of rule: Int, _ list: Rule.List) throws(SentinelError) -> [String] {
        let handle = handle
        var items: [String] = []
        var text = unsafe mcps_text()
        while try unsafe fill(
            &text,
            {
                unsafe mcps_engine_rule_item(handle.address, rule, list.rawValue, items.count, $0.address, $1.address)
            }) == .ok
        {
            items.append(unsafe string(text))
        }
        return items
    }

    /// What it knows against packages: `json` or `text`.
    package borrowing func advisories(format: String) throws(SentinelError) -> [UInt8] {
        let handle = handle
        return try copyBuffer { out, error in
            unsafe mcps_engine_advisories(handle.address, format, out.address, error.address)
        }
    }

    /// Makes a scan with this engine's rules and options.
    package borrowing func scan() throws(SentinelError) -> Scan { try Scan(engine: handle) }
}

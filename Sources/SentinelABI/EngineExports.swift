public import CMCPSentinel
internal import SentinelEngine
internal import SentinelModel
internal import Synchronization

/// What `mcps_engine` points to: the engine, and the texts of its rules, which it lends.
final class EngineBox: Sendable {
    let engine: Engine
    /// Made when somebody asks for one: a scan needs none of them.
    private let texts = Mutex<[Int: RuleTexts]>([:])

    init(_ engine: Engine) { self.engine = engine }

    /// The texts of the rule at `index`, which live as long as the engine; nil past the end.
    func rule(at index: Int) -> RuleTexts? {
        texts.withLock { known in
            if let found = known[index] { return found }
            guard let details = engine.details(ofRuleAt: index) else { return nil }
            let made = RuleTexts(details)
            known[index] = made
            return made
        }
    }
}

@_cdecl("mcps_engine_new") @implementation
public func mcps_engine_new(
    _ config: OpaquePointer!, _ out: UnsafeMutablePointer<OpaquePointer?>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let out = unsafe try present(out, "out")
        let configuration = unsafe Handle.object(ConfigurationBox.self, config)?.configuration ?? Configuration()
        do throws(EngineMistake) {
            unsafe out.pointee = Handle.give(EngineBox(try Engine(configuration)))
            return MCPS_OK
        } catch {
            throw Failure(error)
        }
    }
}

@_cdecl("mcps_engine_retain") @implementation
public func mcps_engine_retain(_ engine: OpaquePointer!) -> OpaquePointer! {
    unsafe Handle.retain(EngineBox.self, engine)
    return unsafe engine
}

@_cdecl("mcps_engine_release") @implementation
public func mcps_engine_release(_ engine: OpaquePointer!) { unsafe Handle.release(EngineBox.self, engine) }

@_cdecl("mcps_engine_rule_count") @implementation
public func mcps_engine_rule_count(_ engine: OpaquePointer!) -> Int {
    unsafe Handle.object(EngineBox.self, engine)?.engine.ruleCount ?? 0
}

@_cdecl("mcps_engine_rule_at") @implementation
public func mcps_engine_rule_at(
    _ engine: OpaquePointer!, _ index: Int, _ out: UnsafeMutablePointer<mcps_rule>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try object(EngineBox.self, engine, "engine")
        guard let found = box.rule(at: index) else { throw .argument("index") }
        let texts = found.fields
        let record = unsafe mcps_rule(
            struct_size: 0, severity: found.severity, confidence: found.confidence,
            enabled: found.enabled, id: texts[0], title: texts[1], category: texts[2],
            kind: texts[3], why: texts[4], fix: texts[5], since: texts[6], origin: texts[7], pattern: texts[8],
            message: texts[9],
            secret: found.secret, reserved: 0)
        return unsafe try fillOrThrow(out, with: record, "out")
    }
}

@_cdecl("mcps_engine_rule_find") @implementation
public func mcps_engine_rule_find(
    _ engine: OpaquePointer!, _ id: UnsafePointer<CChar>!, _ out: UnsafeMutablePointer<Int>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try object(EngineBox.self, engine, "engine")
        let id = unsafe try text(id, "id")
        let out = unsafe try present(out, "out")
        switch box.engine.index(ofRule: id) {
        case .success(let index): unsafe out.pointee = index
        case .failure(let mistake): throw Failure(code: MCPS_ERR_NOT_FOUND, message: mistake.message)
        }
        return MCPS_OK
    }
}

@_cdecl("mcps_engine_rule_item") @implementation
public func mcps_engine_rule_item(
    _ engine: OpaquePointer!, _ index: Int, _ list: Int32, _ item: Int, _ out: UnsafeMutablePointer<mcps_text>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try object(EngineBox.self, engine, "engine")
        let out = unsafe try present(out, "out")
        guard let texts = box.rule(at: index) else { throw .argument("index") }
        guard item >= 0, let range = texts.items(of: list) else { throw .argument("list") }
        guard item < range.count else { return MCPS_END }
        unsafe out.pointee = texts.lists[range.lowerBound + item]
        return MCPS_OK
    }
}

@_cdecl("mcps_engine_test_rules") @implementation
public func mcps_engine_test_rules(
    _ engine: OpaquePointer!, _ selector: UnsafePointer<CChar>!, _ report: mcps_test_fn!,
    _ context: UnsafeMutableRawPointer!, _ tested: UnsafeMutablePointer<Int>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try object(EngineBox.self, engine, "engine")
        let glob = unsafe selector == nil ? "*" : try text(selector, "selector")
        let outcome = box.engine.testRules(matching: glob) { id, message in
            guard let report = unsafe report else { return }
            let texts = TextBlock([id, message])
            unsafe report(context, texts[0], texts[1])
        }
        guard outcome.tested > 0 else {
            throw Failure(code: MCPS_ERR_NOT_FOUND, message: "no rule is called `\(glob)`")
        }
        if let tested = unsafe tested { unsafe tested.pointee = outcome.tested }
        guard outcome.failures == 0 else {
            throw Failure(code: MCPS_ERR_RULE, message: "\(outcome.failures) examples of rules do not hold")
        }
        return MCPS_OK
    }
}

@_cdecl("mcps_check_regex_safety") @implementation
public func mcps_check_regex_safety(
    _ pattern: UnsafePointer<CChar>!, _ length: Int, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        guard let given = unsafe pattern else { throw .argument("pattern") }
        let bytes = unsafe try bytes(UnsafeRawPointer(given), length, "pattern")
        if let mistake = checkRegexSafety(bytes) {
            throw Failure(
                code: MCPS_ERR_RULE, message: mistake.message, detail: mistake.detail, offset: Int64(mistake.offset))
        }
        return MCPS_OK
    }
}

extension Failure {
    init(_ mistake: EngineMistake) {
        let code =
            switch mistake.reason {
            case .rule: MCPS_ERR_RULE
            case .option: MCPS_ERR_CONFIG
            case .unreadable: MCPS_ERR_IO
            }
        self.init(code: code, message: mistake.message, detail: mistake.detail)
    }
}

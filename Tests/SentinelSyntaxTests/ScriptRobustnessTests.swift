import Foundation
import TestSupport
import Testing

@testable import SentinelSyntax

/// Whatever the bytes are: reading ends, and what it finds lies in the file.
@Suite struct ScriptRobustnessTests {
    private static let languages: [Language] = [.javascript, .typescript, .tsx]

    private static let sample = Array(
        ##"""
        #!/usr/bin/env node
        import type { Tool, type Schema as S } from "./types"; import * as fs from 'fs';
        /** A server. */
        @decorated({ name: "a", parts: [1, 0x2F, 3n, .5e-3] })
        export default abstract class Server<T extends Tool = Tool> extends Base<T> implements A, B {
            static #count: number = 0; readonly [key: string]: unknown; private log?: (line: string) => void;
            static { this.#count++; }
            constructor(private readonly path: string, @inject('b') b?: Map<string, Array<T>>) { super(); }
            get size(): number { return this.parts!.length; }
            async *read({ path, depth: [d = 1, ...rest] }: Options = {}, ...more: T[]): AsyncGenerator<T> {
                for await (const part of more) if (part?.ok && !part["done"]) yield* await this.run?.(part as T);
                label: while (d --> 0) { try { await fs.rm(`${path}/${`x${d}`}\u{41}`); } catch { break label; } }
                return rest.length > 0 ? (d) : (e) => ({ ...e, f, "g": h => h / 2, async i() {}, get j() { return /[/\]]+/gu; } });
            }
        }
        declare module "x" { export const enum E { a, b = 1 << 2 } export function f<U>(u: U): u is NonNullable<U>; }
        type M<K> = K extends `a${infer R}` ? { readonly [P in keyof K as `x${P}`]-?: K[P] } : typeof import('y').z[];
        const view = <Panel.Body a="b" c-d={x => <></>} {...props}>It's {/* no */ text} &amp; <b>bold</b></Panel.Body>;
        switch (a) { case (b): c; default: do { d ??= e ** 2; } while (f, g) } // end
        export * as ns from "m"; export { x as default }; var { a, ...b } = c, [d, , e] = tag`f${g}h`, k = <T,>(l: T): l is T => !l;
        """##.utf8)

    private static func check(_ source: [UInt8], _ language: Language) -> Bool {
        let tree = ScriptForm.tree(source, language)
        var isSound = tree[tree.root].kind == .file
        tree.walk(tree.root) { id in
            isSound = isSound && Int(tree[id].end) <= source.count && tree[id].start <= tree[id].end
            return true
        }
        var last = 0
        for zone in tree.zones.pieces {
            isSound = isSound && last <= Int(zone.start) && zone.start < zone.end && Int(zone.end) <= source.count
            last = Int(zone.end)
        }
        return isSound && tree.zones.interpolations.allSatisfy { Int($0.upperBound) <= source.count }
    }

    @Test func theSampleIsUnderstood() {
        let tree = ScriptForm.tree(Self.sample, .tsx)
        #expect(!tree.isPartial)
    }

    @Test(arguments: languages)
    func cutAtEveryByte(_ language: Language) {
        for end in 0...Self.sample.count where !Self.check(Array(Self.sample[..<end]), language) {
            Issue.record("cut at \(end)")
        }
    }

    @Test(arguments: languages)
    func flippedBytes(_ language: Language) {
        var random = SeededRandom(Int(language.rawValue))
        let hostile = Array("(){}[]<>`$/\"'=,;:?.@#\\\n\u{0}abc!*+-&|%^~1".utf8)
        for round in 0..<2_000 {
            var source = Self.sample
            for _ in 0...random.below(20) {
                let at = random.below(source.count)
                switch random.below(4) {
                case 0: source[at] = UInt8(random.below(256))
                case 1: source[at] = random.pick(hostile)
                case 2: source.insert(random.pick(hostile), at: at)
                default: source.removeSubrange(at..<min(source.count - 1, at + random.below(30)))
                }
            }
            if !Self.check(source, language) { Issue.record("round \(round)") }
        }
    }

    @Test(arguments: languages)
    func emptyAndBlank(_ language: Language) {
        for source in ["", " ", "\u{FEFF}", "#!", "/*", "//", "`", "'", "<", "\\", "\u{0}", "é"] {
            #expect(Self.check(Array(source.utf8), language))
        }
    }

    private static let nestings = [
        "(", "[", "{", "x={a:", "a=>", "(a)=>{", "function f(){", "f(", "`${", "!", "new ", "new (", "await ", "a=",
        "class A extends ", "class A{a=class B{b=", "<a>", "<a b={", "<a>{", "<a b=", "if(a)", "if(a);else ", "a:",
        "for(;;)", "switch(a){case b:", "try{", "a**", "a?b:", "a?", "@", "@(", "async (", "async<T>(", "type A=(",
        "type A={a:", "type A=A<", "x as ()=>", "x as `${", "x as A extends B?", "<T>(", "<T,>(", "a<", "f(a<b,",
        "a?(b):c=>", "(a):(b)=>", "namespace A{", "declare ", "export ", "export default ", "function f<T extends ",
        "function f(a=", "(a?:{b:", "enum A{a=", "function*f(){yield ", "x={[", "do ", "typeof ", "x as keyof ", "- ",
    ]

    /// On the stack of a worker.
    @Test(arguments: nestings)
    func deepNesting(_ nesting: String) {
        let source = Array(String(repeating: nesting, count: 5_000).utf8)
        let isSound = SmallStack.run { Self.languages.allSatisfy { Self.check(source, $0) } }
        #expect(isSound)
    }
}

/// A thread with a stack of 2 MiB, as workers have.
private enum SmallStack {
    private final class Job: @unchecked Sendable {
        let body: () -> Bool
        var result = false
        init(_ body: @escaping () -> Bool) { self.body = body }
    }

    static func run(_ body: @escaping () -> Bool) -> Bool {
        let job = Job(body)
        let isDone = DispatchSemaphore(value: 0)
        let thread = Thread {
            job.result = job.body()
            isDone.signal()
        }
        thread.stackSize = 2 << 20
        thread.start()
        isDone.wait()
        return job.result
    }
}

import SentinelAnalysis
import SentinelModel
import SentinelSyntax

/// Runs flows over one file of a handler whose parameter `x` comes from outside, with sinks in three languages.
enum FlowSample {
    static let rules = [
        FlowRule(
            sources: FlowSource.standard,
            sinks: [
                FlowSink(.python, calls: ["os.system"]), FlowSink(.javascript, calls: ["child_process.exec"]),
                FlowSink(
                    .python, calls: ["subprocess.run"], arguments: ["0"], form: .command),
                FlowSink(.javascript, calls: ["child_process.execFile"], arguments: ["0", "1"], form: .command),
                FlowSink(.go, calls: ["os/exec.Command"], arguments: ["0*"], form: .command),
            ], guards: [.command]),
        FlowRule(
            sources: [.tool],
            sinks: [
                FlowSink(.python, calls: ["subprocess.run"], arguments: ["0"], form: .options),
                FlowSink(.javascript, calls: ["child_process.execFile"], arguments: ["0", "1"], form: .options),
                FlowSink(.go, calls: ["os/exec.Command"], arguments: ["0*"], form: .options),
            ], guards: [.noDash]),
        FlowRule(
            sources: [.tool, .http],
            sinks: [
                FlowSink(.python, calls: ["open"], form: .path),
                FlowSink(.javascript, calls: ["fs.readFile"], form: .path),
                FlowSink(.go, calls: ["os.ReadFile"], form: .path),
            ], guards: [.containment]),
        FlowRule(
            sources: [.tool],
            sinks: [
                FlowSink(.python, calls: ["requests.get"], form: .host),
                FlowSink(.javascript, calls: ["fetch"], form: .host),
                FlowSink(.go, calls: ["net/http.Get"], form: .host),
            ], guards: [.host]),
        FlowRule(
            sources: [.tool],
            sinks: [
                FlowSink(.python, calls: ["!prefix"]), FlowSink(.javascript, calls: ["!prefix"]),
                FlowSink(.go, calls: ["!prefix"]),
            ]),
        FlowRule(
            sources: FlowSource.standard,
            sinks: [
                FlowSink(.python, calls: ["eval"]), FlowSink(.python, calls: ["subprocess.run"], form: .interpreter),
            ],
            guards: [.code]),
        FlowRule(
            sources: [.tool], sinks: [FlowSink(.python, calls: ["?.execute"], form: .built)], guards: [.query]),
    ]

    static let names = ["command", "options", "path", "host", "prefix", "code", "query"]

    /// What is found, by the names of the rules, in order.
    static func found(_ text: String, _ language: Language, files: [String: String] = [:]) -> [String] {
        sites(text, language, files: files).map { names[$0.rule] }.sorted()
    }

    static func sites(_ text: String, _ language: Language, files: [String: String] = [:]) -> [FlowSite] {
        let name = language == .python ? "main.py" : language == .go ? "main.go" : "main.ts"
        let content = Array(text.utf8)
        let project = Project(Sources(files))
        project.begin()
        let file = unsafe content.withUnsafeBufferPointer { unsafe project.add($0, at: name, language) }
        let evaluator = Evaluator(project)
        let run = FlowRun(FlowTable(rules), evaluator, file)
        run.followAll(FlowStart(file, ModelReader(evaluator, file).read(), evaluator))
        return run.found
    }

    private static let pythonHead = """
        import os, re, sys, subprocess, requests, configparser, flask
        from urllib.parse import urlparse
        from pathlib import Path
        from mcp.server.fastmcp import FastMCP
        mcp = FastMCP('x')

        """

    static func python(_ body: String, before: String = "", files: [String: String] = [:]) -> [String] {
        found(pythonText(body, before: before), .python, files: files)
    }

    static func pythonText(_ body: String, before: String = "") -> String {
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)\n" }.joined()
        return pythonHead + before + "@mcp.tool()\ndef f(x: str):\n" + lines
    }

    static func script(_ body: String, before: String = "") -> [String] {
        let head = "import { exec, execFile } from 'child_process';\nimport fs from 'fs';\nimport path from 'path';\n"
        return found(
            head + before + "server.tool('a', { x: z.string() }, async ({ x }) => {\n\(body)\n});\n", .typescript)
    }

    static func go(_ body: String, before: String = "") -> [String] {
        let head = """
            package main
            import ("context"; "net/http"; "os"; "os/exec"; "path/filepath"; "strings"; "errors"; "fmt"; "net/url"; "regexp"; "crypto/sha256"; "encoding/hex"
            "github.com/mark3labs/mcp-go/mcp"; "github.com/mark3labs/mcp-go/server")
            func main() { s := server.NewMCPServer("r", "1"); s.AddTool(mcp.NewTool("r"), handle) }

            """
        let handler = """
            func handle(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {
            x, _ := request.RequireString("x")
            \(body)
            return nil, nil
            }

            """
        return found(head + before + handler, .go)
    }
}

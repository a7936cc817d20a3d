import SentinelAnalysis
import SentinelSyntax
import Testing

/// Flows of Go through interfaces, registries and what hands functions on.
@Suite struct GoFlowTests {
    private static let shell = """
        type Shell struct{}
        func (s *Shell) Run(ctx context.Context, c string) error { return exec.Command("sh", "-c", c).Run() }

        """

    private static let runner = "type Runner interface { Run(ctx context.Context, c string) error }\n" + shell

    // MARK: Interfaces

    @Test(arguments: [
        ("", "var r Runner = find()\nr.Run(ctx, x)"),
        ("func pass(r Runner, c string) { r.Run(nil, c) }\n", "pass(&Shell{}, x)"),
        ("type server struct { runner Runner }\nvar s = &server{}\n", "s.runner.Run(ctx, x)"),
        (
            "type base struct { runner Runner }\ntype server struct { base }\nvar s = &server{}\n",
            "s.runner.Run(ctx, x)"
        ),
        ("var registry map[string]Runner\n", "registry[\"sh\"].Run(ctx, x)"),
        ("var registry = map[string]Runner{}\n", "r, ok := registry[\"sh\"]\nif ok { r.Run(ctx, x) }"),
        ("type all []Runner\nvar registry all\n", "for _, r := range registry { r.Run(ctx, x) }"),
        ("func find(n string) (r Runner, err error) { return nil, nil }\n", "r, _ := find(\"sh\")\nr.Run(ctx, x)"),
        ("type wide interface { Runner; Close() }\nvar r wide\nfunc (s *Shell) Close() {}\n", "r.Run(ctx, x)"),
        ("type named = Runner\nvar r named\n", "r.Run(ctx, x)"),
    ])
    func aCallOfAnInterfaceIsThatOfItsTypes(before: String, body: String) {
        #expect(FlowSample.go(body, before: Self.runner + before) == ["command"], "\(before)\(body)")
    }

    @Test func whatNobodyKnowsIsAllThatAreCalledSo() {
        #expect(
            FlowSample.go("open(x).Start(ctx, x)", before: Self.shell.replacing("Run(ctx", with: "Start(ctx")) == [
                "command"
            ])
    }

    @Test(arguments: [
        // Another number of arguments, other types.
        ("type quiet interface { Run(c string) error }\nvar r quiet\n", "r.Run(x)"),
        ("type quiet interface { Run(ctx context.Context, c []byte) error }\nvar r quiet\n", "r.Run(ctx, x)"),
        // What is somebody else's.
        ("type server struct { client http.Client }\nvar s = &server{}\n", "s.client.Run(ctx, x)"),
        (
            "var r Runner = &Quiet{}\ntype Quiet struct{}\nfunc (q *Quiet) Run(ctx context.Context, c string) error { return nil }\n",
            "q := &Quiet{}\nq.Run(ctx, x)"
        ),
        // What tests put in its place.
        (
            "type Other interface { Go(c string) }\nvar o Other\ntype mockOther struct{}\nfunc (m mockOther) Go(c string) { exec.Command(\"sh\", \"-c\", c) }\n",
            "o.Go(x)"
        ),
    ])
    func methodsThatItCannotBeAreNotFollowed(before: String, body: String) {
        #expect(FlowSample.go(body, before: Self.runner + before).isEmpty, "\(before)\(body)")
    }

    @Test func typesWithAllMethodsArePreferred() {
        let before =
            "type Tool interface { Name() string; Do(c string) }\nvar tool Tool\ntype A struct{}\nfunc (a A) Name() string { return \"a\" }\nfunc (a A) Do(c string) {}\ntype B struct{}\nfunc (b B) Do(c string) { exec.Command(\"sh\", \"-c\", c) }\n"
        #expect(FlowSample.go("tool.Do(x)", before: before).isEmpty)
    }

    @Test func whatOnlyOneOfThemChecksIsNotChecked() {
        let before = """
            type Checker interface { Allows(c string) bool }
            var checker Checker
            type B struct{}
            func (b B) Allows(c string) bool { return !strings.Contains(c, "..") && !strings.HasPrefix(c, "/") }

            """
        let body = "if !checker.Allows(x) { return nil, nil }\nos.ReadFile(x)"
        #expect(FlowSample.go(body, before: before).isEmpty)
        let careless = "type A struct{}\nfunc (a A) Allows(c string) bool { return true }\n"
        #expect(FlowSample.go(body, before: before + careless) == ["path"])
    }

    /// What comes back of a call of which nobody has the method was kept elsewhere.
    @Test func whatAnInterfaceAnswersIsItsOwn() {
        let before =
            "type Store interface { Find(c string) string }\ntype server struct { store Store }\nvar s = &server{}\n"
        #expect(FlowSample.go("p := s.store.Find(x)\nos.ReadFile(p)", before: before).isEmpty)
    }

    private static let module = [
        "go.mod": "module example.com/srv\n",
        "tools/tools.go":
            "package tools\nimport \"context\"\ntype Tool interface {\n\tName() string\n\tExecute(ctx context.Context, c string) error\n}\nfunc All() map[string]Tool { return nil }\n",
        "tools/shell/shell.go":
            "package shell\nimport (\"context\"; \"os/exec\")\ntype Shell struct{}\nfunc (s *Shell) Name() string { return \"\" }\nfunc (s *Shell) Execute(ctx context.Context, c string) error { return exec.Command(\"sh\", \"-c\", c).Run() }\n",
        // Not all methods of the interface.
        "other/other.go":
            "package other\nimport (\"context\"; \"os\")\ntype Other struct{}\nfunc (o *Other) Execute(ctx context.Context, c string) error { _, err := os.ReadFile(c); return err }\n",
    ]

    private static let main = """
        package main
        import ("context"; "example.com/srv/tools"; "github.com/mark3labs/mcp-go/mcp"; "github.com/mark3labs/mcp-go/server")
        func main() { s := server.NewMCPServer("r", "1"); s.AddTool(mcp.NewTool("r"), handle) }
        func handle(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {
            x, _ := request.RequireString("x")
            for _, tool := range tools.All() { current := tool; current.Execute(ctx, x) }
            return nil, nil
        }
        """

    @Test func typesOfPackagesAroundTheInterface() {
        #expect(FlowSample.found(Self.main, .go, files: Self.module) == ["command"])
    }

    @Test func withoutAModuleNobodyLooksAround() {
        #expect(FlowSample.found(Self.main, .go, files: Self.module.filter { $0.key != "go.mod" }).isEmpty)
    }

    // MARK: Expressions that check

    private static let pattern = """
        var name = regexp.MustCompile(`^[a-z0-9]+$`)
        func valid(n string) bool { return name.MatchString(n) }
        func check(n string) error { if !name.MatchString(n) { return errors.New("no") }; return nil }

        """

    @Test(arguments: [
        "if !name.MatchString(x) { return nil, nil }",
        "if !regexp.MustCompile(`^[a-z0-9]+$`).MatchString(x) { return nil, nil }",
        "if ok, _ := regexp.MatchString(`^[a-z0-9]+$`, x); !ok { return nil, nil }",
        "if !valid(x) { return nil, nil }",
        "if err := check(x); err != nil { return nil, err }",
    ])
    func patternsAreGuards(check: String) {
        let body = check + "\nos.ReadFile(\"/s/\" + x)"
        #expect(FlowSample.go(body, before: Self.pattern).isEmpty, "\(body)")
        let loose = Self.pattern.replacing("[a-z0-9]+", with: ".+")
        let open = body.replacing("[a-z0-9]+", with: ".+")
        #expect(FlowSample.go(open, before: loose) == ["path"], "\(open)")
    }

    @Test func anErrorIsNeverNothing() {
        let before = "func look(n string) error { if n == \"a\" { return nil }; return fmt.Errorf(\"no %s\", n) }\n"
        #expect(FlowSample.go("if look(x) != nil { return nil, nil }\nos.ReadFile(x)", before: before).isEmpty)
        #expect(FlowSample.go("if look(x) == nil { return nil, nil }\nos.ReadFile(x)", before: before) == ["path"])
    }

    /// What matches texts is no test for a folder.
    @Test func patternsAreNoFolders() {
        let before = "type matcher struct { pattern string }\nvar m matcher\n"
        let body = "p := filepath.Clean(x)\nif strings.HasPrefix(p, strings.ToLower(m.pattern)) { return nil, nil }"
        #expect(FlowSample.go(body, before: before).isEmpty)
    }

    // MARK: Addresses

    @Test(arguments: [
        "http.Get(fmt.Sprintf(\"https://a.example/%s\", x))", "http.Get(fmt.Sprintf(\"%s/%s/%s\", base, \"v1\", x))",
        "http.Get(fmt.Sprintf(\"https://a.example/?q=%s\", url.QueryEscape(x)))",
        "u, err := url.Parse(\"https://a.example/\" + x)\nif err != nil { return nil, err }\nhttp.Get(u.String())",
        "http.Get((&url.URL{Scheme: \"https\", Host: \"a.example\", Path: x}).String())",
        "u, _ := url.Parse(base)\nu.Path = x\nhttp.Get(u.String())", "http.Get(where.JoinPath(x).String())",
        "u, _ := url.Parse(base + \"/\" + x)\nhttp.Get(u.JoinPath(\"a\").String())",
    ])
    func theHostIsFixed(body: String) {
        #expect(FlowSample.go(body, before: "const base = \"https://a.example\"\n").isEmpty, "\(body)")
    }

    @Test(arguments: [
        "http.Get(fmt.Sprintf(\"https://%s/a\", x))", "http.Get(fmt.Sprintf(\"%s/a\", x))",
        "u, _ := url.Parse(x)\nhttp.Get(u.String())",
        "http.Get((&url.URL{Scheme: \"https\", Host: x, Path: \"a\"}).String())",
        "http.Get(fmt.Sprintf(\"https://a.example%s\", x))",
    ])
    func theHostIsChosen(body: String) {
        #expect(FlowSample.go(body) == ["host"], "\(body)")
    }

    @Test func formatsAreTexts() {
        #expect(FlowSample.go("exec.Command(\"sh\", \"-c\", fmt.Sprintf(\"ls %-5s 100%%\", x))") == ["command"])
        #expect(FlowSample.go("exec.Command(\"sh\", \"-c\", fmt.Sprintf(\"sleep %d\", x))").isEmpty)
        #expect(FlowSample.go("exec.Command(\"sh\", \"-c\", fmt.Sprintf(\"ls %[1]s\", x))") == ["command"])
    }

    @Test func digestsAreHarmless() {
        let body = "sum := sha256.Sum256([]byte(x))\nos.ReadFile(\"/c/\" + hex.EncodeToString(sum[:]))"
        #expect(FlowSample.go(body).isEmpty)
    }

    // MARK: Keys

    @Test(arguments: [
        ("m := map[string]int{x: 1}\nfor k := range m { os.ReadFile(k) }", ["path"]),
        ("m := map[string]int{}\nm[x] = 1\nfor k, _ := range m { os.ReadFile(k) }", ["path"]),
        ("read(edit{Changes: map[string][]string{x: nil}})", ["path"]),
        ("m := map[string]string{x: \"a\"}\nfor _, v := range m { os.ReadFile(v) }", []),
        ("m := map[string]string{\"a\": x}\nfor k, _ := range m { os.ReadFile(k) }", []),
    ])
    func keysOfMaps(body: String, found: [String]) {
        let before =
            "type edit struct { Changes map[string][]string }\nfunc read(e edit) { for k := range e.Changes { os.ReadFile(k) } }\n"
        #expect(FlowSample.go(body, before: before) == found, "\(body)")
    }

    // MARK: Requests

    @Test(arguments: [
        "func get(w http.ResponseWriter, r *http.Request) { os.ReadFile(r.URL.Query().Get(\"p\")) }",
        "func main() { http.HandleFunc(\"/x\", func(w http.ResponseWriter, r *http.Request) {\nvar q Query\njson.NewDecoder(r.Body).Decode(&q)\nos.ReadFile(q.Path)\n}) }",
        "func get(c *gin.Context) { os.ReadFile(c.Query(\"p\")) }",
        "func get(c *gin.Context) { var q Query\nif err := c.ShouldBindJSON(&q); err != nil { return }\nos.ReadFile(q.Path) }",
        "func get(c echo.Context) error { os.ReadFile(c.Param(\"p\")); return nil }",
        "func get(w http.ResponseWriter, r *http.Request) { os.ReadFile(mux.Vars(r)[\"p\"]) }",
    ])
    func requestsOfGo(text: String) {
        let head =
            "package web\nimport (\"os\"; \"net/http\"; \"encoding/json\"; \"github.com/gin-gonic/gin\"; \"github.com/labstack/echo/v4\"; \"github.com/gorilla/mux\")\ntype Query struct { Path string }\n"
        #expect(FlowSample.found(head + text + "\n", .go) == ["path"], "\(text)")
        let harmless = text.replacing("os.ReadFile(", with: "log(")
        #expect(FlowSample.found(head + harmless + "\n", .go).isEmpty, "\(harmless)")
    }
}

// swift-tools-version: 6.2
import PackageDescription

// CI sets MCP_SENTINEL_WERROR=1: warnings are errors there, and merely shown while one is working.
let strict = Context.environment["MCP_SENTINEL_WERROR"] == "1"

// `make fuzz` sets MCP_SENTINEL_FUZZ=1 and builds sentinel-fuzz alone, in a folder of its own, with what libFuzzer needs in all of it.
let fuzzing = Context.environment["MCP_SENTINEL_FUZZ"] == "1"
let sanitizers = "-sanitize=fuzzer,address"

// `make` sets MCP_SENTINEL_PACKED=1 where the C library knows packed relocations: glibc from 2.36 on.
let packed = Context.environment["MCP_SENTINEL_PACKED"] == "1"

let swift: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .strictMemorySafety(),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableExperimentalFeature("Lifetimes"),
        .enableExperimentalFeature("Extern"),
    ] + (strict ? [.treatAllWarnings(as: .error)] : []) + (fuzzing ? [.unsafeFlags([sanitizers])] : [])

let c: [CSetting] = [
    .unsafeFlags(
        ["-std=c11", "-Wall", "-Wextra", "-O2"] + (strict ? ["-Werror"] : [])
            + (fuzzing ? ["-fsanitize=fuzzer-no-link,address"] : []))
]

/// One engine target: Swift code that may import only what stands in `uses` (the import law; see ARCHITECTURE.md).
/// Optimised in debug builds too, checks included: the tests put megabytes through it.
func engine(
    _ name: String, uses: [Target.Dependency], exclude: [String] = [], plugins: [Target.PluginUsage] = []
) -> Target {
    .target(
        name: name, dependencies: uses, exclude: exclude,
        swiftSettings: swift + [
            .unsafeFlags(["-O"], .when(configuration: .debug)),
            // Checked where the tests run; in a release build the checks cost more than the loops they stand in.
            // Nodes of trees are read one by one from other targets: what reads them must be inlined there.
            .unsafeFlags(
                ["-enforce-exclusivity=unchecked", "-cross-module-optimization"], .when(configuration: .release)),
        ],
        plugins: plugins)
}

func tests(_ name: String, uses: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: uses, exclude: exclude, swiftSettings: swift)
}

let package = Package(
    name: "mcp-sentinel",
    products: [
        .library(name: "mcpsentinel", type: .dynamic, targets: ["SentinelABI"]),
        .executable(name: "mcp-sentinel", targets: ["mcp-sentinel"]),
        .executable(name: "mcp-sentinel-plugin-host", targets: ["mcp-sentinel-plugin-host"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
    ],
    targets: [
        // C, from the system or ours.
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CMCPSentinel", path: "include"),
        .target(name: "CBytes", cSettings: c),
        .target(name: "CScreen", cSettings: c),
        .target(name: "CPlugin", dependencies: ["CPCRE2"], cSettings: c + [.headerSearchPath("../../include")]),

        // The engine, from the ground up.
        engine("SentinelModel", uses: ["CBytes"]),
        engine("SentinelPattern", uses: ["SentinelModel", "CPCRE2", "CScreen"]),
        engine("SentinelFiles", uses: ["SentinelModel", "CBytes"]),
        engine("SentinelPlugins", uses: ["SentinelModel", "CPlugin"]),
        engine("SentinelDocuments", uses: ["SentinelModel", "CYAML"]),
        engine("SentinelPackages", uses: ["SentinelModel", "SentinelDocuments"]),
        engine("SentinelSyntax", uses: ["SentinelModel"]),
        engine("SentinelAnalysis", uses: ["SentinelModel", "SentinelSyntax"]),
        engine("SentinelRules", uses: ["SentinelModel", "SentinelPattern", "SentinelDocuments"]),
        engine(
            "SentinelDetectors", uses: ["SentinelModel", "SentinelPattern", "SentinelRules", "SentinelPackages"],
            exclude: ["Rules", "Data"],
            plugins: ["RuleCompilerPlugin"]),
        engine(
            "SentinelEngine",
            uses: [
                "SentinelModel", "SentinelDocuments", "SentinelPattern", "SentinelRules", "SentinelDetectors",
                "SentinelFiles", "SentinelPlugins", "SentinelSyntax", "SentinelAnalysis", "SentinelPackages",
            ]),
        engine("SentinelReport", uses: ["SentinelModel"], exclude: ["Schemas"]),

        // The border, and the faces that use nothing but it.
        .target(
            name: "SentinelABI",
            dependencies: ["SentinelModel", "SentinelEngine", "SentinelReport", "CMCPSentinel"],
            exclude: ["libmcpsentinel.map"],
            swiftSettings: swift,
            linkerSettings: [
                // lld, which the toolchain carries: gold leaves hidden Swift symbols in the dynamic table.
                .unsafeFlags(
                    [
                        "-use-ld=lld", "-Xlinker", "--gc-sections",
                        "-Xlinker", "-soname=libmcpsentinel.so.1",
                        "-Xlinker",
                        "--version-script=\(Context.packageDirectory)/Sources/SentinelABI/libmcpsentinel.map",
                    ] + (packed ? ["-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"] : []))
            ]),
        .target(name: "SentinelClient", dependencies: ["CMCPSentinel"], swiftSettings: swift),
        .executableTarget(
            name: "mcp-sentinel",
            dependencies: [
                "SentinelClient", "SentinelABI",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: swift, plugins: ["TemplatePlugin"]),

        // Runs a plugin, confined. C alone: the flags, and its link.c, keep the Swift runtime out.
        .executableTarget(
            name: "mcp-sentinel-plugin-host", dependencies: ["CPlugin"],
            cSettings: c + [.headerSearchPath("../../include")],
            linkerSettings: [.unsafeFlags(["-nostartfiles", "-no-toolchain-stdlib-rpath"])]),

        // Rules become part of the library at build time, and templates part of the command line tool.
        .target(name: "BuildFiles", swiftSettings: swift),
        .executableTarget(
            name: "sentinel-rulec",
            dependencies: ["BuildFiles", "SentinelModel", "SentinelRules", "SentinelPackages", "SentinelDocuments"],
            swiftSettings: swift),
        .executableTarget(name: "sentinel-embed", dependencies: ["BuildFiles"], swiftSettings: swift),
        // Shows what SentinelSyntax and SentinelDocuments read, for tests against other parsers and for `make bench`.
        .executableTarget(
            name: "sentinel-syntax", dependencies: ["SentinelModel", "SentinelDocuments", "SentinelSyntax"],
            swiftSettings: swift),
        // Measures the engine's stages for `make bench`.
        .executableTarget(
            name: "sentinel-bench",
            dependencies: ["SentinelModel", "SentinelPattern", "SentinelFiles", "SentinelRules", "SentinelDetectors"],
            swiftSettings: swift),
        .plugin(
            name: "RuleCompilerPlugin", capability: .buildTool(), dependencies: ["sentinel-rulec"],
            path: "Sources/RuleCompilerPlugin"),
        .plugin(
            name: "TemplatePlugin", capability: .buildTool(), dependencies: ["sentinel-embed"],
            path: "Sources/TemplatePlugin"),

        // What fuzzing checks, for `sentinel-fuzz` and for the tests that run its finds again.
        .target(
            name: "FuzzChecks",
            dependencies: [
                "SentinelModel", "SentinelPattern", "SentinelDocuments", "SentinelSyntax", "SentinelAnalysis",
                "SentinelRules",
            ],
            path: "Tests/FuzzChecks", swiftSettings: swift),

        // Tests mirror the targets; the ABI and the bindings are tested from Python and C.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: swift),
        tests("ArchitectureTests", uses: []),
        tests("FuzzTests", uses: ["TestSupport", "FuzzChecks"]),
        tests("SentinelPatternTests", uses: ["TestSupport", "SentinelPattern"]),
        tests("SentinelReportTests", uses: ["SentinelReport", "SentinelModel"], exclude: ["Golden", "Oracles"]),
        tests("SentinelClientTests", uses: ["SentinelClient", "SentinelABI", "SentinelModel"]),
        tests(
            "CommandLineTests", uses: ["TestSupport", "mcp-sentinel", "SentinelClient", "SentinelABI"],
            exclude: ["Fixtures"]),
        tests("SentinelFilesTests", uses: ["SentinelModel", "SentinelFiles"]),
        tests("SentinelModelTests", uses: ["TestSupport", "SentinelModel"]),
        tests("SentinelAnalysisTests", uses: ["TestSupport", "SentinelModel", "SentinelSyntax", "SentinelAnalysis"]),
        tests("SentinelSyntaxTests", uses: ["TestSupport", "SentinelModel", "SentinelSyntax"]),
        tests(
            "SentinelPackagesTests", uses: ["TestSupport", "SentinelModel", "SentinelDocuments", "SentinelPackages"]),
        tests("SentinelDocumentsTests", uses: ["TestSupport", "SentinelModel", "SentinelDocuments"]),
        tests(
            "SentinelRulesTests",
            uses: ["TestSupport", "SentinelModel", "SentinelDocuments", "SentinelPattern", "SentinelRules"]),
        tests(
            "SentinelDetectorsTests",
            uses: [
                "TestSupport", "SentinelModel", "SentinelPattern", "SentinelRules", "SentinelDetectors",
                "SentinelEngine",
            ]),
        tests(
            "SentinelEngineTests",
            uses: [
                "TestSupport",
                "SentinelModel", "SentinelEngine", "SentinelRules", "SentinelDetectors", "SentinelReport",
                "SentinelClient",
                "SentinelABI",
            ]),
    ]
)

if fuzzing {
    let needed = [
        "CPCRE2", "CYAML", "CBytes", "CScreen", "SentinelModel", "SentinelPattern", "SentinelDocuments",
        "SentinelSyntax", "SentinelAnalysis", "SentinelRules", "FuzzChecks",
    ]
    package.products = []
    package.dependencies = []
    package.targets.removeAll { !needed.contains($0.name) }
    package.targets.append(
        .executableTarget(
            name: "sentinel-fuzz", dependencies: ["FuzzChecks"], swiftSettings: swift,
            // lld, which the toolchain carries: gold fails.
            linkerSettings: [.unsafeFlags([sanitizers, "-use-ld=lld"])]
        ))
}

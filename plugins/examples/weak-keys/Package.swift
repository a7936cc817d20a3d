// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "weak-keys",
    products: [.library(name: "weak-keys", type: .dynamic, targets: ["Plugin"])],
    targets: [
        .systemLibrary(name: "CSentinel"),
        // What can be tested without a host.
        .target(name: "KeyChecks"),
        .testTarget(name: "KeyChecksTests", dependencies: ["KeyChecks"]),
        .target(
            name: "Plugin", dependencies: ["CSentinel", "KeyChecks"],
            linkerSettings: [
                // One symbol is exported; lld, because gold leaves hidden Swift symbols in the dynamic table.
                .unsafeFlags([
                    "-static-stdlib", "-use-ld=lld", "-Xlinker", "--gc-sections",
                    "-Xlinker", "--version-script=\(Context.packageDirectory)/plugin.map",
                ])
            ]),
    ]
)

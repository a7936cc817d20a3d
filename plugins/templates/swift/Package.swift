// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "@NAME@",
    products: [.library(name: "@NAME@", type: .dynamic, targets: ["Plugin"])],
    targets: [
        .systemLibrary(name: "CSentinel"),
        .target(
            name: "Plugin", dependencies: ["CSentinel"],
            linkerSettings: [
                // One symbol is exported; lld, because gold leaves hidden Swift symbols in the dynamic table.
                .unsafeFlags([
                    "-static-stdlib", "-use-ld=lld", "-Xlinker", "--gc-sections",
                    "-Xlinker", "--version-script=\(Context.packageDirectory)/plugin.map",
                ])
            ]),
    ]
)

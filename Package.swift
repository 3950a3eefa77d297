// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: Swift 6 mode, warnings are errors.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioTLS: Target.Dependency = .product(name: "NIOTLS", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let argumentParser: Target.Dependency = .product(
    name: "ArgumentParser",
    package: "swift-argument-parser"
)
let lifecycle: Target.Dependency = .product(
    name: "ServiceLifecycle",
    package: "swift-service-lifecycle"
)

let package = Package(
    name: "waybill",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "waybill", targets: ["waybill"]),
        // For measurements of the log alone (Benchmarks/).
        .library(name: "WaybillLog", targets: ["Flows", "EventStore"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        .target(name: "Flows", swiftSettings: strict),
        .target(name: "Queries", dependencies: ["Flows", crypto], swiftSettings: strict),
        .target(
            name: "Migrations",
            path: "migrations",
            resources: [
                .embedInCode("0001_log.sql"), .embedInCode("0002_reading.sql"),
                .embedInCode("0003_batches.sql"),
                .embedInCode("0004_imports.sql"),
            ],
            swiftSettings: strict
        ),
        .target(name: "CSQLite"),
        .target(
            name: "EventStore",
            dependencies: ["Flows", "Queries", "Migrations", "CSQLite", grdb, sqlite, crypto],
            swiftSettings: strict
        ),
        .target(
            name: "HTTPServer",
            dependencies: [nioCore, nioPosix, nioHTTP1, nioTLS, nioSSL],
            swiftSettings: strict
        ),
        .target(name: "CLauncher"),
        .target(
            name: "Lambda",
            dependencies: [
                "Flows", "HTTPServer", "CLauncher", nioCore, nioPosix, logging, crypto,
            ],
            resources: [.embedInCode("Bootstraps/node/bootstrap.mjs")],
            swiftSettings: strict
        ),
        .target(
            name: "Gateway",
            dependencies: ["Flows", "HTTPServer", "Lambda", nioCore, logging],
            swiftSettings: strict
        ),
        .target(
            name: "Templates",
            dependencies: ["Flows", "Gateway", "Lambda", yams, crypto],
            swiftSettings: strict
        ),
        .target(
            name: "Debugger",
            dependencies: [
                "Flows", "Queries", "EventStore", "Lambda", "Gateway", "HTTPServer", nioCore,
                crypto,
            ],
            swiftSettings: strict
        ),
        .systemLibrary(name: "CReadline", providers: [.apt(["libreadline-dev"])]),
        .target(
            name: "Shell",
            dependencies: ["Flows", "Queries", "EventStore", "Debugger", "CReadline"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "waybill",
            dependencies: [
                "Flows", "EventStore", "HTTPServer", "Lambda", "Gateway", "Templates", "Debugger",
                "Shell", nioCore, nioPosix, argumentParser, lifecycle, logging,
            ],
            swiftSettings: strict
        ),
        .testTarget(name: "FlowsTests", dependencies: ["Flows"], swiftSettings: strict),
        .testTarget(
            name: "QueriesTests",
            dependencies: ["Flows", "Queries"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EventStoreTests",
            dependencies: ["Flows", "Queries", "EventStore", "Migrations", grdb, sqlite, crypto],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HTTPServerTests",
            dependencies: ["HTTPServer", nioCore, nioPosix, nioHTTP1, nioSSL],
            swiftSettings: strict
        ),
        .testTarget(
            name: "LambdaTests",
            dependencies: ["Flows", "HTTPServer", "Lambda", "CLauncher", nioCore, nioPosix],
            swiftSettings: strict
        ),
        .testTarget(
            name: "GatewayTests",
            dependencies: ["Flows", "HTTPServer", "Lambda", "Gateway"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "TemplatesTests",
            dependencies: ["Templates", "Gateway", "Lambda", "Flows"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "DebuggerTests",
            dependencies: [
                "Debugger", "Flows", "Queries", "EventStore", "HTTPServer", "Lambda", nioPosix,
            ],
            exclude: ["Fixtures"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ShellTests",
            dependencies: ["Shell", "Flows", "Queries", "EventStore", "Debugger", "CReadline"],
            swiftSettings: strict
        ),
        // Drives the built program from outside; no module of ours.
        .testTarget(name: "EndToEndTests", dependencies: ["waybill"], swiftSettings: strict),
    ]
)

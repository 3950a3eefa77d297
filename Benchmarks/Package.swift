// swift-tools-version: 6.2
import PackageDescription

// Apart from the product, so that its users never resolve what only measurements need.
let package = Package(
    name: "waybill-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "waybill", path: "..")],
    targets: [
        .executableTarget(
            name: "logbench", dependencies: [.product(name: "WaybillLog", package: "waybill")],
            swiftSettings: [.swiftLanguageMode(.v6)])
    ]
)

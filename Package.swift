// swift-tools-version: 6.2
// Copyright 2026 The Headroom Authors. Licensed under the Apache License, Version 2.0.

import PackageDescription

// Every target is held to the same language settings; exceptions would need a decision note.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "headroom",
  products: [
    .executable(name: "headroom", targets: ["headroom"]),
    // The use cases, for other front ends.
    .library(name: "Application", targets: ["Application"]),
    // For Benchmarks/ alone; not a published interface.
    .library(name: "CapacityModel", targets: ["CapacityModel"]),
    .library(name: "Evaluation", targets: ["Evaluation"]),
    .library(name: "HeadroomBasics", targets: ["HeadroomBasics"]),
    .library(name: "LinearAlgebra", targets: ["LinearAlgebra"]),
    .library(name: "Sizing", targets: ["Sizing"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // Level 0: C.
    .target(
      name: "COpenBLAS",
      linkerSettings: [.linkedLibrary("openblas"), .linkedLibrary("lapacke")]),
    .target(
      name: "CCompression",
      linkerSettings: [.linkedLibrary("z"), .linkedLibrary("zstd"), .linkedLibrary("lzma")]),

    .target(name: "CForecasterWeights", exclude: ["hours.weights"]),
    .target(name: "CDecisionWeights", exclude: ["decision.json"]),

    // Level 0: what every room may use.
    .target(
      name: "HeadroomBasics", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),

    // Level 1: values and matrices.
    .target(name: "CapacityModel", dependencies: ["HeadroomBasics"], swiftSettings: strict),
    .target(name: "LinearAlgebra", dependencies: ["COpenBLAS"], swiftSettings: strict),

    // Level 2: siblings that never import each other.
    .target(
      name: "Ingestion", dependencies: ["CapacityModel", "HeadroomBasics", "CCompression"],
      swiftSettings: strict),
    .target(
      name: "SeriesStorage",
      dependencies: [
        "CapacityModel", "HeadroomBasics", "CCompression",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(
      name: "Demand", dependencies: ["CapacityModel", "HeadroomBasics"], swiftSettings: strict),
    .target(
      name: "Forecasting",
      dependencies: [
        "CForecasterWeights", "CapacityModel", "HeadroomBasics", "LinearAlgebra",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: strict),
    .target(
      name: "Sizing",
      dependencies: [
        "CDecisionWeights", "CapacityModel", "HeadroomBasics", "LinearAlgebra",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: strict),
    .target(
      name: "Planning", dependencies: ["CapacityModel", "HeadroomBasics"], swiftSettings: strict),
    .target(
      name: "Lifecycle",
      dependencies: [
        "CapacityModel", "HeadroomBasics", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(
      name: "Actuation", dependencies: ["CapacityModel", "HeadroomBasics"], swiftSettings: strict),
    .target(
      name: "Configuration", dependencies: ["CapacityModel", "HeadroomBasics", "Yams"],
      swiftSettings: strict),
    .target(
      name: "Reporting",
      dependencies: [
        "CapacityModel", "HeadroomBasics", .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: strict),
    .target(
      name: "Diagnosis", dependencies: ["CapacityModel", "HeadroomBasics"], swiftSettings: strict),
    .target(
      name: "FleetGenerator", dependencies: ["CapacityModel", "HeadroomBasics"],
      swiftSettings: strict),

    // Level 3: walks the same way over the past.
    .target(
      name: "Evaluation",
      dependencies: [
        "CapacityModel", "HeadroomBasics", "LinearAlgebra", "Forecasting", "Sizing",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: strict),

    // Level 4: the one place that knows the order of the rooms.
    .target(
      name: "Application",
      dependencies: [
        "CapacityModel", "HeadroomBasics", "LinearAlgebra", "Ingestion", "SeriesStorage", "Demand",
        "Forecasting", "Sizing", "Planning", "Lifecycle", "Actuation", "Configuration",
        "Reporting", "Diagnosis", "FleetGenerator", "Evaluation",
      ],
      swiftSettings: strict),

    // Level 5: arguments in, exit code out.
    .executableTarget(
      name: "headroom",
      dependencies: [
        "Application", "CapacityModel", "HeadroomBasics", "LinearAlgebra", "Ingestion",
        "SeriesStorage", "Forecasting", "Sizing", "Planning", "Lifecycle", "Actuation",
        "Configuration", "Reporting", "Diagnosis", "FleetGenerator", "Evaluation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Tests.
    .target(
      name: "TestSupport", dependencies: ["CapacityModel", "HeadroomBasics"],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "HeadroomBasicsTests", dependencies: ["HeadroomBasics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DiagnosisTests",
      dependencies: ["Diagnosis", "CapacityModel", "HeadroomBasics", "TestSupport"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "CapacityModelTests", dependencies: ["CapacityModel", "HeadroomBasics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DemandTests",
      dependencies: ["Demand", "CapacityModel", "HeadroomBasics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "LinearAlgebraTests", dependencies: ["LinearAlgebra", "HeadroomBasics", "TestSupport"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "IngestionTests",
      dependencies: ["Ingestion", "CapacityModel", "HeadroomBasics", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "SeriesStorageTests",
      dependencies: [
        "SeriesStorage", "CapacityModel", "Demand", "HeadroomBasics", "Application", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "ForecastingTests",
      dependencies: [
        "Forecasting", "CapacityModel", "HeadroomBasics", "LinearAlgebra", "TestSupport",
      ],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "SizingTests",
      dependencies: ["Sizing", "CapacityModel", "HeadroomBasics", "LinearAlgebra", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PlanningTests",
      dependencies: ["Planning", "Sizing", "CapacityModel", "HeadroomBasics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "LifecycleTests",
      dependencies: ["Lifecycle", "CapacityModel", "HeadroomBasics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ActuationTests",
      dependencies: ["Actuation", "CapacityModel", "HeadroomBasics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ConfigurationTests",
      dependencies: ["Configuration", "CapacityModel", "HeadroomBasics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["Reporting", "CapacityModel", "HeadroomBasics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FleetGeneratorTests",
      dependencies: [
        "FleetGenerator", "CapacityModel", "Configuration", "HeadroomBasics", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "EvaluationTests",
      dependencies: [
        "Evaluation", "Demand", "Forecasting", "Sizing", "CapacityModel", "HeadroomBasics",
        "LinearAlgebra",
        "TestSupport",
      ],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "ApplicationTests",
      dependencies: [
        "Application", "CapacityModel", "Configuration", "HeadroomBasics", "Lifecycle",
        "SeriesStorage", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CLITests",
      dependencies: ["headroom", "CapacityModel", "HeadroomBasics", "TestSupport"],
      exclude: ["Golden", "Cases", "Released"], swiftSettings: strict),
  ]
)

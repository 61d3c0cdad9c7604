// swift-tools-version: 6.2
// Copyright 2026 The Headroom Authors. Licensed under the Apache License, Version 2.0.

import PackageDescription

// A package of its own, so that what only benchmarks need never reaches users.
let package = Package(
  name: "headroom-benchmarks",
  dependencies: [.package(name: "headroom", path: "..")],
  targets: [
    .target(
      name: "RawBLAS",
      linkerSettings: [
        .linkedLibrary("openblas"), .linkedLibrary("lapacke"), .linkedLibrary("m"),
      ]),
    .executableTarget(
      name: "LinearAlgebraBench",
      dependencies: [
        "RawBLAS", "Timing", .product(name: "LinearAlgebra", package: "headroom"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "FittedQBench",
      dependencies: [
        "RawBLAS", "Timing", .product(name: "CapacityModel", package: "headroom"),
        .product(name: "HeadroomBasics", package: "headroom"),
        .product(name: "LinearAlgebra", package: "headroom"),
        .product(name: "Evaluation", package: "headroom"),
        .product(name: "Sizing", package: "headroom"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .target(name: "Timing", swiftSettings: [.swiftLanguageMode(.v6)]),
  ]
)

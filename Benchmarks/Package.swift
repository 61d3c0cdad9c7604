// swift-tools-version: 6.2
// Copyright 2026 The Headroom Authors. Licensed under the Apache License, Version 2.0.

import PackageDescription

// A package of its own, so that what only benchmarks need never reaches users.
let package = Package(
  name: "headroom-benchmarks",
  dependencies: [.package(name: "headroom", path: "..")],
  targets: [
    .executableTarget(
      name: "LinearAlgebraBench",
      dependencies: [.product(name: "LinearAlgebra", package: "headroom")],
      swiftSettings: [.swiftLanguageMode(.v6)])
  ]
)

-- CreateTable
CREATE TABLE "Bench" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "data" TEXT NOT NULL,
    "usedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "ShopSession" (
    "benchId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "seenAt" DATETIME NOT NULL,
    "expiresAt" DATETIME,

    PRIMARY KEY ("benchId", "key")
);

-- CreateIndex
CREATE INDEX "Bench_usedAt_idx" ON "Bench"("usedAt");

-- CreateIndex
CREATE INDEX "ShopSession_benchId_expiresAt_idx" ON "ShopSession"("benchId", "expiresAt");

-- CreateTable
CREATE TABLE "Notebook" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT,
    "data" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "usedAt" DATETIME NOT NULL,
    CONSTRAINT "Notebook_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Notebook_userId_key" ON "Notebook"("userId");

-- CreateIndex
CREATE INDEX "Notebook_usedAt_idx" ON "Notebook"("usedAt");

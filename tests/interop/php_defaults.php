<?php
// A page that uses a session as the manual shows it, and says what it found.
session_start();
$before = session_id();
$_SESSION['visits'] = ($_SESSION['visits'] ?? 0) + 1;
header('Content-Type: application/json');
echo json_encode(['id' => $before, 'visits' => $_SESSION['visits']]);

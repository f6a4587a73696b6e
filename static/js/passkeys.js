// Passkeys: tells in words what went wrong, and where the browser knows no passkeys.
(() => {
  const place = document.querySelector("[data-passkey-fault]");
  const REASONS = {
    NotAllowedError: "取りやめたか、時間が過ぎました。もう一度押してください。",
    InvalidStateError: "この端末のパスキーは、すでに追加されています。",
    SecurityError: "このアドレスではパスキーを使えません。管理者に知らせてください。",
  };

  const tell = (words) => {
    place.textContent = words;
    place.hidden = false;
  };

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    tell(REASONS[event.detail.exception.name] ?? "パスキーを使えませんでした。ほかの方法を選んでください。");
  });

  if (!window.PublicKeyCredential) {
    tell("このブラウザではパスキーを使えません。ほかの方法を選んでください。");
  }
})();

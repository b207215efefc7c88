import { useState } from "react";

interface SureButtonProps {
  children: string;
  /** What the button says when it has been pressed once. */
  sure: string;
  disabled?: boolean;
  onSure: () => void;
}

/** Does what cannot be taken back at a second press, because the first may be a slip. */
export function SureButton({ children, sure, disabled = false, onSure }: SureButtonProps) {
  const [isSure, setSure] = useState(false);
  const press = () => {
    setSure(!isSure);
    if (isSure) {
      onSure();
    }
  };
  return (
    <button type="button" className="danger" disabled={disabled} onClick={press}>
      {isSure ? sure : children}
    </button>
  );
}
